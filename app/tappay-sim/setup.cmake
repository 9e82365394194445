target_sources(tappay-sim PRIVATE setup.cpp)
target_link_libraries(tappay-sim PRIVATE tappay::simulator_perso)
target_compile_definitions(tappay-sim PRIVATE TAPPAY_SIM_SETUP)
