# run(command…): runs it, and stops the test with all that it said when it fails.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE STATUS OUTPUT_VARIABLE SAID ERROR_VARIABLE SAID)
  if(NOT STATUS EQUAL 0)
    message(FATAL_ERROR "${ARGN}\nanswered ${STATUS}\n${SAID}")
  endif()
endfunction()

# Feeds `INPUT.in` to a program and compares what it prints with `INPUT.out`.
function(run_with_input INPUT)
  set(FOLDER ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  execute_process(COMMAND ${ARGN} INPUT_FILE ${FOLDER}/${INPUT}.in
    RESULT_VARIABLE STATUS OUTPUT_VARIABLE SAID ERROR_VARIABLE ERRORS)
  file(READ ${FOLDER}/${INPUT}.out EXPECTED)
  if(NOT STATUS EQUAL 0 OR NOT SAID STREQUAL EXPECTED OR NOT ERRORS STREQUAL "")
    message(FATAL_ERROR "${ARGN}\nanswered ${STATUS}\n${ERRORS}\nand printed\n${SAID}\nnot\n${EXPECTED}")
  endif()
endfunction()
