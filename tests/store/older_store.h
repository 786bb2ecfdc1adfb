// Stores as earlier versions made them, and a look at a store past the program.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace doorward::test {

/// Runs statements on a file without the store's knowledge.
inline void run(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  CHECK_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
}

/// The statements that made a store of `version`.
inline std::string schema_of(int version) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(DOORWARD_SOURCE "/io/store/migrations"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::string sql;
  for (int i = 0; i < version; ++i) {
    std::ifstream file(files[static_cast<std::size_t>(i)]);
    sql.append(std::istreambuf_iterator<char>(file), {});
  }
  return sql + fmt::format("PRAGMA application_id = 0x446F6F72; PRAGMA user_version = {};", version);
}

/// The rows of a query, a line each, its columns divided by blanks.
inline std::string rows(const std::string& path, const std::string& query) {
  sqlite3* database = nullptr;
  REQUIRE_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  std::string text;
  const int code = sqlite3_exec(
      database, query.c_str(),
      [](void* out, int count, char** values, char**) {
        for (int i = 0; i < count; ++i)
          *static_cast<std::string*>(out) += fmt::format("{}{}", i == 0 ? "" : " ", values[i] ? values[i] : "?");
        *static_cast<std::string*>(out) += '\n';
        return 0;
      },
      &text, nullptr);
  CHECK_EQ(code, SQLITE_OK);
  sqlite3_close(database);
  return text;
}

}  // namespace doorward::test
