# Signs Contoso's policies with the installed tool, and builds programs that take nothing else: in C99 by pkg-config, in
# C++ by the CMake package.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)
set(FOLDER ${WORK}/signed)
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
run(${STAGE}/bin/doorward keys new -o ${FOLDER}/key.pem)
run(${STAGE}/bin/doorward compile ${ROOT}/examples/contoso -o ${FOLDER}/contoso.dwm --sign ${FOLDER}/key.pem)

set(ENV{PKG_CONFIG_PATH} ${STAGE}/${LIBDIR}/pkgconfig)
execute_process(COMMAND pkg-config --cflags --libs doorward-signature RESULT_VARIABLE STATUS OUTPUT_VARIABLE PACKAGE_FLAGS)
if(NOT STATUS EQUAL 0)
  message(FATAL_ERROR "pkg-config does not know doorward-signature")
endif()
separate_arguments(PACKAGE_FLAGS UNIX_COMMAND "${PACKAGE_FLAGS}")
separate_arguments(FLAGS_OF_C UNIX_COMMAND "${FLAGS_OF_C}")
run(${CC} -std=c99 -Wall -Wextra -Wpedantic -Wconversion -Werror ${FLAGS} ${FLAGS_OF_C} ${CMAKE_CURRENT_LIST_DIR}/signed.c
  ${PACKAGE_FLAGS} -Wl,-rpath,${STAGE}/${LIBDIR} -o ${FOLDER}/signed_c)
run(${FOLDER}/signed_c ${FOLDER}/key.pem.pub ${FOLDER}/contoso.dwm ${STAGE}/contoso.dwm)

run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/signed_cpp -B ${FOLDER}/build -DCMAKE_PREFIX_PATH=${STAGE}
  -DCMAKE_CXX_COMPILER=${CXX} "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror ${FLAGS}")
run(${CMAKE_COMMAND} --build ${FOLDER}/build)
run(${FOLDER}/build/signed_cpp ${FOLDER}/key.pem.pub ${FOLDER}/contoso.dwm ${STAGE}/contoso.dwm)
