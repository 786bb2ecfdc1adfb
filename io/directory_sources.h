// The formats of a directory (docs/directory.md). Each reader tells a sink what the source says, and on the first fault
// returns false and sets `error` to `name:line:column: …`. `text` is UTF-8, followed by LineStream::kPadding readable
// bytes. Private to io.
#pragma once

#include <string>
#include <string_view>

#include "directory_sink.h"

namespace doorward {

/// Reads a file, `-` for standard input, of any of the formats below.
bool read_directory_file(const std::string& path, DirectorySink& sink, std::string& error);
/// Tells the formats of text apart, and its encodings; `text` is turned into UTF-8.
bool read_directory_text(std::string& text, const std::string& name, DirectorySink& sink, std::string& error);

bool read_directory_json(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error);
/// Whether every column is known.
bool is_directory_csv(std::string_view text);
bool read_directory_csv(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error);

/// The exports of the classic module: `Get-MsolUser` as JSON or CSV, and the reports that its scripts write.
bool is_msol_json(std::string_view text);
bool read_directory_msol_json(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error);
bool is_msol_csv(std::string_view text);
bool read_directory_msol_csv(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error);

/// Whether the file is a store (or another SQLite file), and what it says.
bool is_store_file(const std::string& path);
bool read_directory_store(const std::string& path, DirectorySink& sink, std::string& error);

/// `name:line:column: message` for the byte at `offset` of `text`, the column counted in characters.
std::string at_place(std::string_view text, std::size_t offset, const std::string& name, std::string_view message);

}  // namespace doorward
