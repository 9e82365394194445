# Precompiled headers: parsing is most of what compiling this project costs. One is made for each kind
# of target and shared by all of that kind; a shared one needs the same code-generation flags,
# so libraries and programs have their own.
set(TAPPAY_PCH_DIR ${CMAKE_CURRENT_LIST_DIR}/pch)

add_library(tappay_pch_library OBJECT ${TAPPAY_PCH_DIR}/anchor.cpp)
target_precompile_headers(tappay_pch_library PRIVATE ${TAPPAY_PCH_DIR}/standard.h)

if(TAPPAY_TESTS)
    add_executable(tappay_pch_test ${TAPPAY_PCH_DIR}/anchor.cpp)
    target_link_libraries(tappay_pch_test PRIVATE GTest::gtest GTest::gmock)
    target_precompile_headers(tappay_pch_test PRIVATE ${TAPPAY_PCH_DIR}/test.h)
    tappay_compile_quickly(tappay_pch_test)
endif()

add_library(tappay_pch_qt_library OBJECT ${TAPPAY_PCH_DIR}/anchor.cpp)
target_link_libraries(tappay_pch_qt_library PRIVATE Qt6::Core Qt6::Network)
target_precompile_headers(tappay_pch_qt_library PRIVATE ${TAPPAY_PCH_DIR}/qt.h)

add_library(tappay_pch_quick OBJECT ${TAPPAY_PCH_DIR}/anchor.cpp)
target_link_libraries(tappay_pch_quick PRIVATE Qt6::Quick)
target_precompile_headers(tappay_pch_quick PRIVATE ${TAPPAY_PCH_DIR}/quick.h)

# Programs that are no library's: the same precompiled header needs the same code-generation flags.
function(tappay_share_pch target)
    target_compile_options(${target} PRIVATE -fPIC)
    target_precompile_headers(${target} REUSE_FROM tappay_pch_qt_library)
endfunction()
