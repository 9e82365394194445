target_sources(tappay-sim PRIVATE card.cpp)
target_link_libraries(tappay-sim PRIVATE tappay::simulator_card Qt6::Core)
target_compile_definitions(tappay-sim PRIVATE TAPPAY_SIM_CARD)
