# Makes the policies that reload.py wants, with the installed tool, and runs it on SERVICE: a service that takes a module
# (KIND dwm) or source (KIND ward).
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)
set(FOLDER ${WORK}/reload_${KIND})
file(REMOVE_RECURSE ${FOLDER})
file(WRITE ${FOLDER}/before.ward "everyone for all apps require mfa\n")
file(WRITE ${FOLDER}/after.ward "policy closed \"Closed\"\n  everyone for all apps block\n")
file(WRITE ${FOLDER}/damaged.ward "everyone for\n")
if(KIND STREQUAL "dwm")
  foreach(NAME before after)
    run(${STAGE}/bin/doorward compile ${FOLDER}/${NAME}.ward -o ${FOLDER}/${NAME}.dwm)
  endforeach()
  file(WRITE ${FOLDER}/damaged.dwm "no module")
endif()
file(COPY_FILE ${FOLDER}/before.${KIND} ${FOLDER}/policies.${KIND})
run(${PYTHON} ${CMAKE_CURRENT_LIST_DIR}/reload.py ${SERVICE} ${FOLDER}/policies.${KIND} ${FOLDER}/after.${KIND}
  ${FOLDER}/damaged.${KIND} ${REQUEST} "challenge mfa" "block closed")
