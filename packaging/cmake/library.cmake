# One folder of core/ = one static library. Headers are included as "folder/header.h".
function(tappay_library name)
    add_library(tappay_${name} STATIC ${ARGN})
    add_library(tappay::${name} ALIAS tappay_${name})
    target_include_directories(tappay_${name} PUBLIC ${PROJECT_SOURCE_DIR}/core)
    target_precompile_headers(tappay_${name} REUSE_FROM tappay_pch_library)
endfunction()

# The same for a room on QtCore and QtNetwork.
function(tappay_qt_library name)
    add_library(tappay_${name} STATIC ${ARGN})
    add_library(tappay::${name} ALIAS tappay_${name})
    target_include_directories(tappay_${name} PUBLIC ${PROJECT_SOURCE_DIR}/core)
    target_link_libraries(tappay_${name} PUBLIC Qt6::Core Qt6::Network)
    target_precompile_headers(tappay_${name} REUSE_FROM tappay_pch_qt_library)
endfunction()

# A test's own code need not be fast, only soon there. Qt asks for -fPIC; with it everywhere all
# tests share one precompiled header.
function(tappay_compile_quickly target)
    target_compile_options(${target} PRIVATE -O0 -U_FORTIFY_SOURCE -fPIC)
endfunction()

# A GoogleTest program, one per folder of core/.
function(tappay_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    add_executable(test_${name} ${ARG_SOURCES})
    target_link_libraries(test_${name} PRIVATE ${ARG_LIBRARIES} GTest::gtest_main GTest::gmock)
    tappay_compile_quickly(test_${name})
    target_precompile_headers(test_${name} REUSE_FROM tappay_pch_test)
    target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(test_${name} PRIVATE
        TAPPAY_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        TAPPAY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
        TAPPAY_LIB_DIR="${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 400 LABELS "${ARG_LABELS}")
endfunction()

# A Qt Test program on the offscreen platform.
function(tappay_qt_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    add_executable(test_${name} ${ARG_SOURCES})
    set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(test_${name} PRIVATE ${ARG_LIBRARIES} Qt6::Test)
    tappay_compile_quickly(test_${name})
    target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(test_${name} PRIVATE
        TAPPAY_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        TAPPAY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
        TAPPAY_LIB_DIR="${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 400 LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_QUICK_BACKEND=software")
endfunction()
