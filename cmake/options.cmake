# Compiler settings that hold for every target, and the switches of a build.
option(DOORWARD_TESTS "build the tests" ON)
option(DOORWARD_BENCH "build the benchmarks" OFF)
option(DOORWARD_FUZZ "build the fuzz targets for libFuzzer; needs clang" OFF)
option(DOORWARD_WERROR "warnings are errors" ON)
set(DOORWARD_SANITIZE "" CACHE STRING "comma-separated sanitizers: address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 99)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(doorward_warnings INTERFACE)
target_compile_options(doorward_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum $<$<BOOL:${DOORWARD_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports false positives of these two inside inlined standard and Boost containers.
  target_compile_options(doorward_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds -Wno-restrict>)
endif()

if(DOORWARD_SANITIZE)
  add_compile_options(-fsanitize=${DOORWARD_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${DOORWARD_SANITIZE})
endif()
if(DOORWARD_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
