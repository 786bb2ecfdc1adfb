# Writes embedded_NAME.{h,cpp} from FILES (separated by `|`). Run by doorward_embed.
cmake_policy(SET CMP0007 NEW)
string(REPLACE "|" ";" FILES "${FILES}")
set(ROWS "")
foreach(FILE ${FILES})
  get_filename_component(SHORT ${FILE} NAME)
  file(READ ${FILE} TEXT)
  string(FIND "${TEXT}" ")~embed~" FOUND)
  if(NOT FOUND EQUAL -1)
    message(FATAL_ERROR "${FILE} holds the delimiter of embedded texts")
  endif()
  string(APPEND ROWS "    {\"${SHORT}\", R\"~embed~(${TEXT})~embed~\"},\n")
endforeach()
file(WRITE ${OUT}/embedded_${NAME}.h "#pragma once
#include <span>
#include <string_view>
namespace doorward::embedded {
#ifndef DOORWARD_EMBEDDED_FILE  // one source may include the headers of several embeddings
#define DOORWARD_EMBEDDED_FILE
struct File {
  std::string_view name;
  std::string_view text;
};
#endif
std::span<const File> ${NAME}() noexcept;
}  // namespace doorward::embedded
")
file(WRITE ${OUT}/embedded_${NAME}.cpp "#include \"embedded_${NAME}.h\"
namespace doorward::embedded {
namespace {
constexpr File kFiles[] = {
${ROWS}    {\"\", \"\"}};
}  // namespace
std::span<const File> ${NAME}() noexcept { return std::span(kFiles).first(std::size(kFiles) - 1); }
}  // namespace doorward::embedded
")
