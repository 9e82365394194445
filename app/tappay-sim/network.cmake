target_sources(tappay-sim PRIVATE network.cpp)
target_link_libraries(tappay-sim PRIVATE tappay::simulator_network tappay::crypto)
target_compile_definitions(tappay-sim PRIVATE TAPPAY_SIM_NETWORK)
