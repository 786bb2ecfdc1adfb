# Installs the build into a fresh folder and compiles Contoso's policies with the tool that lies there.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)
file(REMOVE_RECURSE ${STAGE})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${STAGE})
run(${STAGE}/bin/doorward compile ${ROOT}/examples/contoso -o ${STAGE}/contoso.dwm)
