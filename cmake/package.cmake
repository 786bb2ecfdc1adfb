# What `./dev package` makes of a release build: a Debian package of everything that is installed, and an archive of the
# tool alone that runs without installation on any Linux with glibc of Debian 12 or newer. It carries its libraries
# beside it, because Debian has no static simdjson and fmt. Each comes with a SHA-256 sum and a list of what is in it.
set(CPACK_PACKAGE_NAME doorward)
set(CPACK_PACKAGE_VENDOR Doorward)
set(CPACK_PACKAGE_CONTACT "Doorward <doorward@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "conditional access policies as sentences, compiled and decided")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_ARCHIVE_FILE_NAME doorward-${PROJECT_VERSION}-linux-${CMAKE_HOST_SYSTEM_PROCESSOR})
set(CPACK_PACKAGE_FILE_NAME ${CPACK_ARCHIVE_FILE_NAME})
set(CPACK_CMAKE_BINARY_DIR_OF_DOORWARD ${CMAKE_BINARY_DIR})
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/cmake/package_parts.cmake)

# The archive's libraries: all that the tool needs but the C library itself.
set_target_properties(doorward PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/doorward")
install(TARGETS doorward RUNTIME_DEPENDENCY_SET doorward_libraries RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  COMPONENT tool)
install(RUNTIME_DEPENDENCY_SET doorward_libraries
  PRE_EXCLUDE_REGEXES "^ld-linux" "^libc\\.so" "^libm\\.so" "^libpthread\\.so" "^libdl\\.so"
  LIBRARY DESTINATION lib/doorward COMPONENT libraries EXCLUDE_FROM_ALL)
include(CPack)
