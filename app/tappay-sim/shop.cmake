target_sources(tappay-sim PRIVATE shop.cpp)
target_link_libraries(tappay-sim PRIVATE tappay::simulator_shop)
target_compile_definitions(tappay-sim PRIVATE TAPPAY_SIM_SHOP)
