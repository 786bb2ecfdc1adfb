# Builds the C example as C99 with what pkg-config says of PACKAGE, and runs it.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)
set(ENV{PKG_CONFIG_PATH} ${STAGE}/${LIBDIR}/pkgconfig)
execute_process(COMMAND pkg-config --cflags --libs ${PACKAGE} RESULT_VARIABLE STATUS OUTPUT_VARIABLE PACKAGE_FLAGS)
if(NOT STATUS EQUAL 0)
  message(FATAL_ERROR "pkg-config does not know ${PACKAGE}")
endif()
separate_arguments(PACKAGE_FLAGS UNIX_COMMAND "${PACKAGE_FLAGS}")
set(PROGRAM ${WORK}/decide_${PACKAGE})
run(${CC} -std=c99 -Wall -Wextra -Wpedantic -Wconversion -Werror ${FLAGS} ${ROOT}/examples/embed_c/decide.c
  ${PACKAGE_FLAGS} -Wl,-rpath,${STAGE}/${LIBDIR} -o ${PROGRAM})
run_with_input(decide ${PROGRAM} ${STAGE}/contoso.dwm)
