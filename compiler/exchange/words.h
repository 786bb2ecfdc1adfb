// Words and lines of Ward source. Must not know the model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace doorward::exchange {

/// A text that Ward's strings can hold: control characters become blanks, marks that turn the direction go.
std::string one_line(std::string_view text);

/// In double quotes.
std::string quoted(std::string_view text);

/// A name as source writes it: in quotes when it is no bare name, or is a keyword.
std::string written_name(std::string_view name);

/// `Sales EMEA` as `sales-emea`; letters of Latin-1 lose their marks, others are dropped. May be empty.
std::string kebab(std::string_view text);

/// `a`, `a or b`, `a, b or c`.
std::string listed(const std::vector<std::string>& items);
/// `a or b or c`.
std::string joined(const std::vector<std::string>& items, std::string_view separator);

/// `text` broken at blanks outside of strings so that lines have at most 110 columns, with `indent` before every line
/// and two blanks more before the lines that go on.
std::string wrapped(std::string_view text, std::size_t indent);

}  // namespace doorward::exchange
