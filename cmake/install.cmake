# What an installed Doorward holds for programs that embed it: the layers as static libraries, the C interface as a
# shared one, the public headers, a CMake package and pkg-config files (docs/embedding.md).
include(CMakePackageConfigHelpers)
include(cmake/public_headers.cmake)

set(DOORWARD_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Doorward)
set(DOORWARD_PKGCONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The C interface alone, for C and for everything that calls C, and beside it those of signed modules and of JSON. Only
# what their headers declare is visible.
file(STRINGS runtime/include/doorward/runtime/c/base.h ABI_LINE REGEX "^#define DOORWARD_ABI_VERSION ")
string(REGEX MATCH "[0-9]+" DOORWARD_ABI_VERSION "${ABI_LINE}")
file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/doorward_c.cpp CONTENT "")

# doorward_c_library(TARGET LAYER NAME MAP): the shared library NAME of the C interface in LAYER, which shows what MAP says.
function(doorward_c_library TARGET LAYER NAME MAP)
  add_library(${TARGET} SHARED ${CMAKE_BINARY_DIR}/doorward_c.cpp)
  target_link_libraries(${TARGET} PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,${LAYER}>")
  target_link_options(${TARGET} PRIVATE -Wl,--version-script=${CMAKE_SOURCE_DIR}/cmake/${MAP})
  set_target_properties(${TARGET} PROPERTIES
    OUTPUT_NAME ${NAME} VERSION ${PROJECT_VERSION} SOVERSION ${DOORWARD_ABI_VERSION}
    LINK_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/${MAP})
  install(TARGETS ${TARGET} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
endfunction()
doorward_c_library(doorward_c doorward_runtime doorward doorward_c.map)
# The host may say where memory comes from. For that the C++ library must be inside, where nobody else uses it.
target_sources(doorward_c PRIVATE runtime/c_api/shared/allocation.cpp)
target_include_directories(doorward_c PRIVATE ${CMAKE_SOURCE_DIR}/runtime)
target_link_libraries(doorward_c PRIVATE doorward_warnings)
target_link_options(doorward_c PRIVATE -static-libstdc++)
doorward_c_library(doorward_signature_c doorward_signature doorward-signature doorward_c.map)
doorward_c_library(doorward_json_c doorward_json doorward-json doorward_json_c.map)

# The package for Python, where Debian's Python looks.
install(DIRECTORY bindings/python/doorward DESTINATION lib/python3/dist-packages FILES_MATCHING PATTERN "*.py")

# In the build tree a target is a layer; outside, `doorward::compiler` is all that makes modules of policies.
add_library(doorward_compile INTERFACE)
target_link_libraries(doorward_compile INTERFACE doorward_compiler doorward_backend doorward_runtime)
set_target_properties(doorward_compile PROPERTIES EXPORT_NAME compiler)
set_target_properties(doorward_compiler PROPERTIES EXPORT_NAME sources)

set(RUNTIME_TARGETS runtime bytecode facts)
set(COMPILER_TARGETS compiler backend grammar vocabulary)
set(SIGNATURE_TARGETS signature)
foreach(LAYER ${RUNTIME_TARGETS} ${SIGNATURE_TARGETS} ${COMPILER_TARGETS})
  target_compile_features(doorward_${LAYER} INTERFACE cxx_std_20)
  get_target_property(NAME doorward_${LAYER} EXPORT_NAME)
  if(NOT NAME)
    set_target_properties(doorward_${LAYER} PROPERTIES EXPORT_NAME ${LAYER})
  endif()
endforeach()
list(TRANSFORM RUNTIME_TARGETS PREPEND doorward_)
list(TRANSFORM SIGNATURE_TARGETS PREPEND doorward_)
list(TRANSFORM COMPILER_TARGETS PREPEND doorward_)
install(TARGETS ${RUNTIME_TARGETS} EXPORT DoorwardRuntime ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS ${SIGNATURE_TARGETS} EXPORT DoorwardSignature ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS ${COMPILER_TARGETS} doorward_compile EXPORT DoorwardCompiler ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT DoorwardRuntime NAMESPACE doorward:: DESTINATION ${DOORWARD_PACKAGE_DIR})
install(EXPORT DoorwardSignature NAMESPACE doorward:: DESTINATION ${DOORWARD_PACKAGE_DIR})
install(EXPORT DoorwardCompiler NAMESPACE doorward:: DESTINATION ${DOORWARD_PACKAGE_DIR})

file(GLOB TABLES CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${DOORWARD_PUBLIC_TABLES})
foreach(HEADER ${DOORWARD_RUNTIME_HEADERS} ${DOORWARD_SIGNATURE_HEADERS} ${DOORWARD_JSON_HEADERS}
    ${DOORWARD_COMPILER_HEADERS} ${TABLES})
  string(REGEX REPLACE "^.*include/" "" PLACE ${HEADER})
  get_filename_component(FOLDER "${PLACE}" DIRECTORY)
  install(FILES ${HEADER} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/${FOLDER})
endforeach()

configure_package_config_file(cmake/DoorwardConfig.cmake.in ${CMAKE_BINARY_DIR}/DoorwardConfig.cmake
  INSTALL_DESTINATION ${DOORWARD_PACKAGE_DIR})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/DoorwardConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/DoorwardConfig.cmake ${CMAKE_BINARY_DIR}/DoorwardConfigVersion.cmake
  DESTINATION ${DOORWARD_PACKAGE_DIR})

# pkg-config files find the rest from where they lie, so that an installed tree may be moved.
file(RELATIVE_PATH DOORWARD_PREFIX_FROM_PKGCONFIG /prefix/${DOORWARD_PKGCONFIG_DIR} /prefix)
foreach(PACKAGE doorward doorward-runtime doorward-signature doorward-json doorward-compiler)
  configure_file(cmake/${PACKAGE}.pc.in ${CMAKE_BINARY_DIR}/${PACKAGE}.pc @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/${PACKAGE}.pc DESTINATION ${DOORWARD_PKGCONFIG_DIR})
endforeach()

# The API reference is made by `./dev docs`.
foreach(HEADER ${DOORWARD_RUNTIME_HEADERS} ${DOORWARD_SIGNATURE_HEADERS} ${DOORWARD_JSON_HEADERS}
    ${DOORWARD_COMPILER_HEADERS})
  list(APPEND DOXYGEN_INPUT ${CMAKE_SOURCE_DIR}/${HEADER})
  string(REGEX REPLACE "/include/.*" "/include" FOLDER ${CMAKE_SOURCE_DIR}/${HEADER})
  list(APPEND DOXYGEN_INCLUDE ${FOLDER})
endforeach()
list(REMOVE_DUPLICATES DOXYGEN_INCLUDE)
list(JOIN DOXYGEN_INPUT " " DOXYGEN_INPUT)
list(JOIN DOXYGEN_INCLUDE " " DOXYGEN_INCLUDE)
configure_file(cmake/Doxyfile.in ${CMAKE_BINARY_DIR}/Doxyfile @ONLY)
