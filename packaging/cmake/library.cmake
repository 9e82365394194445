# One folder of core/ = one static library. Headers are included as "folder/header.h".
function(tappay_library name)
    add_library(tappay_${name} STATIC ${ARGN})
    add_library(tappay::${name} ALIAS tappay_${name})
    target_include_directories(tappay_${name} PUBLIC ${PROJECT_SOURCE_DIR}/core)
endfunction()

# A GoogleTest program, one per folder of core/.
function(tappay_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    add_executable(test_${name} ${ARG_SOURCES})
    target_link_libraries(test_${name} PRIVATE ${ARG_LIBRARIES} GTest::gtest_main GTest::gmock)
    target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(test_${name} PRIVATE
        TAPPAY_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        TAPPAY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
        TAPPAY_LIB_DIR="${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS "${ARG_LABELS}")
endfunction()

# A Qt Test program on the offscreen platform.
function(tappay_qt_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    add_executable(test_${name} ${ARG_SOURCES})
    set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(test_${name} PRIVATE ${ARG_LIBRARIES} Qt6::Test)
    target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(test_${name} PRIVATE
        TAPPAY_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        TAPPAY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
        TAPPAY_LIB_DIR="${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 180 LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_QUICK_BACKEND=software")
endfunction()
