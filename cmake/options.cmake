option(DIMONA_TESTS "Build the tests" ON)
option(DIMONA_FUZZ "Build the fuzz targets (clang)" OFF)
option(DIMONA_BENCH "Build the micro benchmarks" OFF)
option(DIMONA_WERROR "Warnings are errors" OFF)
option(DIMONA_PRECOMPILE "Read what many files include only once" OFF)
set(DIMONA_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# Options of our own code only; libraries are included as system headers.
add_library(dimona_options INTERFACE)
target_include_directories(dimona_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(dimona_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
                       -Wcast-qual -Wconversion -Wno-sign-conversion -Wswitch -Wno-missing-field-initializers)
if(DIMONA_WERROR)
    target_compile_options(dimona_options INTERFACE -Werror)
endif()
if(DIMONA_SANITIZE)
    add_compile_options(-fsanitize=${DIMONA_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${DIMONA_SANITIZE})
endif()
add_compile_options(-fstack-protector-strong)

# Headers are precompiled for a short build alone: each file names all that it needs (presets dev and asan go without).
function(dimona_precompile target)
    if(DIMONA_PRECOMPILE AND ARGN)
        target_precompile_headers(${target} PRIVATE ${ARGN})
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    endif()
endfunction()
