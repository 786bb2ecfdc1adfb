# doorward_layer(NAME SOURCES… PUBLIC targets… PRIVATE targets…)
#
# A layer is a static library `doorward_NAME` whose public headers are below `include/` in its folder and whose
# private headers lie beside its sources. Because include folders come only from linked targets, a header of a
# layer that is not linked cannot be included.
function(doorward_layer NAME)
  cmake_parse_arguments(L "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(doorward_${NAME} STATIC ${L_SOURCES})
  add_library(doorward::${NAME} ALIAS doorward_${NAME})
  target_include_directories(doorward_${NAME}
    PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(doorward_${NAME} PUBLIC ${L_PUBLIC} PRIVATE ${L_PRIVATE} $<BUILD_INTERFACE:doorward_warnings>)
endfunction()
