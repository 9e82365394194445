# Warnings are errors everywhere; sanitizers by TAPPAY_SANITIZE.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
                    -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports these inside the standard library's and Boost's own headers.
    add_compile_options(-Wno-stringop-overflow -Wno-array-bounds -Wno-restrict
                        -Wno-maybe-uninitialized -Wno-dangling-pointer -Wno-stringop-overread)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # Part of clang's -Wconversion and not of GCC's, which leaves it out for C++ with reason.
    add_compile_options(-Wno-sign-conversion)
    # GCC 12's own std::stable_sort calls what its standard deprecates; GCC does not report itself.
    add_compile_options(-Wno-deprecated-declarations)
endif()
# -pthread everywhere: one target with it and one without can't share a precompiled header.
add_compile_options(-fstack-protector-strong -pthread -Wno-error=invalid-pch)
add_link_options(-Wl,-z,relro,-z,now)
add_compile_definitions($<$<CONFIG:Release>:_FORTIFY_SOURCE=2> QT_NO_KEYWORDS
                        QT_NO_CAST_FROM_BYTEARRAY QT_STRICT_ITERATORS)

if(TAPPAY_SANITIZE)
    add_compile_options(-fsanitize=${TAPPAY_SANITIZE} -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${TAPPAY_SANITIZE})
    # A function called through a pointer of another type: what GLib and Qt do as a matter of course.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        add_compile_options(-fno-sanitize=function)
    endif()
endif()

# Off by default: a first build only pays for it, and most builds here are first builds.
option(TAPPAY_USE_CCACHE "Compile through ccache" OFF)
if(TAPPAY_USE_CCACHE)
    # What ccache needs to be told to work together with precompiled headers.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ccache)
    add_compile_options(-fpch-preprocess)
endif()
find_program(TAPPAY_MOLD mold)
if(TAPPAY_MOLD)
    add_link_options(-fuse-ld=mold)
endif()
