// A sign-in that stands for others, as its sentence and what is given beside it. Must not know what is said of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace doorward::cli {

[[nodiscard]] inline std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

/// `contractors for procurement given user in interns`
[[nodiscard]] inline std::string example_text(const std::string& sentence, const std::vector<std::string>& given) {
  return given.empty() ? sentence : sentence + " given " + joined(given, " and ");
}

}  // namespace doorward::cli
