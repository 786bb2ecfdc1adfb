# doorward_embed(TARGET NAME files…)
#
# Compiles text files into TARGET as `doorward::embedded::NAME()`, a span of {file name, text}, sorted by file name
# and declared in the generated header "embedded_NAME.h". The files are read again whenever they change.
function(doorward_embed TARGET NAME)
  set(OUT ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  list(SORT ARGN)
  string(REPLACE ";" "|" FILES "${ARGN}")
  add_custom_command(
    OUTPUT ${OUT}/embedded_${NAME}.cpp ${OUT}/embedded_${NAME}.h
    COMMAND ${CMAKE_COMMAND} -DOUT=${OUT} -DNAME=${NAME} "-DFILES=${FILES}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_script.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/embed_script.cmake
    VERBATIM)
  target_sources(${TARGET} PRIVATE ${OUT}/embedded_${NAME}.cpp ${OUT}/embedded_${NAME}.h)
  target_include_directories(${TARGET} PRIVATE ${OUT})
endfunction()
