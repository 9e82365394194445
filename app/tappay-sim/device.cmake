target_sources(tappay-sim PRIVATE device.cpp device_desk.cpp device_desk.h word_service.cpp word_service.h)
target_link_libraries(tappay-sim PRIVATE tappay::simulator_bluetooth tappay::simulator_card tappay::simulator_reader Qt6::Core)
target_compile_definitions(tappay-sim PRIVATE TAPPAY_SIM_DEVICE)
