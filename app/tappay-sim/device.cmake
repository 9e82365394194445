target_sources(tappay-sim PRIVATE device.cpp)
target_link_libraries(tappay-sim PRIVATE tappay::simulator_device)
target_compile_definitions(tappay-sim PRIVATE TAPPAY_SIM_DEVICE)
