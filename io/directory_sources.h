// The formats of a directory (docs/directory.md). Each reader returns null and sets `error` to `name:line:column: …`
// on the first fault. `text` is followed by LineStream::kPadding readable bytes. Private to io.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "doorward/io/directory.h"

namespace doorward {

std::unique_ptr<const Directory> read_directory_json(std::string_view text, const std::string& name,
                                                     std::string& error);
std::unique_ptr<const Directory> read_directory_csv(std::string_view text, const std::string& name, std::string& error);

/// `name:line:column: message` for the byte at `offset` of `text`.
std::string at_place(std::string_view text, std::size_t offset, const std::string& name, std::string_view message);

}  // namespace doorward
