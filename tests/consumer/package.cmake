# Builds the CMake project SOURCE, which finds the installed package, and runs its PROGRAM on ARGUMENT.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)
set(BINARY ${WORK}/${PROGRAM})
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${BINARY} --fresh -DCMAKE_PREFIX_PATH=${STAGE} -DCMAKE_CXX_COMPILER=${CXX}
  "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror ${FLAGS}")
run(${CMAKE_COMMAND} --build ${BINARY})
if(INPUT)
  run_with_input(${INPUT} ${BINARY}/${PROGRAM} ${ARGUMENT})
else()
  run(${BINARY}/${PROGRAM} ${ARGUMENT})
endif()
