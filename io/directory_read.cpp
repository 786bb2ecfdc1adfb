// Files and texts of a directory, told apart.
#include <fmt/format.h>

#include "directory_sources.h"
#include "doorward/io/line_stream.h"
#include "doorward/io/text_encoding.h"

namespace doorward {
namespace {

bool read_csv(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  if (const std::size_t bad = find_no_utf8(text); bad != std::string_view::npos) {
    error = at_place(text, bad, name, "the text is not UTF-8; export it with `-Encoding UTF8`, or save it as UTF-8");
    return false;
  }
  return is_msol_csv(text) && !is_directory_csv(text) ? read_directory_msol_csv(text, name, sink, error)
                                                      : read_directory_csv(text, name, sink, error);
}

}  // namespace

bool read_directory_text(std::string& text, const std::string& name, DirectorySink& sink, std::string& error) {
  std::string fault;
  if (!turn_into_utf8(text, fault)) {
    error = at_place(text, text.size(), name, fault);
    return false;
  }
  // Large directories are parsed where they lie, which takes readable bytes behind them.
  const std::size_t size = text.size();
  text.append(LineStream::kPadding, ' ');
  const std::string_view whole = std::string_view(text).substr(0, size);
  const std::size_t first = whole.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    error = fmt::format("{}:1:1: the directory is empty", name);
    return false;
  }
  if (whole[first] != '{' && whole[first] != '[') return read_csv(whole, name, sink, error);
  return is_msol_json(whole) ? read_directory_msol_json(whole, name, sink, error)
                             : read_directory_json(whole, name, sink, error);
}

bool read_directory_file(const std::string& path, DirectorySink& sink, std::string& error) {
  if (is_store_file(path)) return read_directory_store(path, sink, error);
  std::string text;
  return read_whole(path, text, error) && read_directory_text(text, path, sink, error);
}

std::string at_place(std::string_view text, std::size_t offset, const std::string& name, std::string_view message) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (const char c : text.substr(0, offset)) {
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
    column = c == '\n' ? 1 : column + 1;
    line += c == '\n' ? 1 : 0;
  }
  return fmt::format("{}:{}:{}: {}", name, line, column, message);
}

}  // namespace doorward
