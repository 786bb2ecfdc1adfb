#include "trust_state.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "doorward/io/output_file.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string hex(const ModuleHash& hash) {
  std::string text;
  for (const std::uint8_t byte : hash) text += fmt::format("{:02x}", byte);
  return text;
}

int digit(char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::size_t at = kDigits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

bool read_hex(const std::string& text, ModuleHash& hash) {
  if (text.size() != 2 * hash.size()) return false;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = digit(text[2 * i]);
    const int low = digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    hash[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

bool read(const Json& json, TrustState& state) {
  if (!json.is_object() || json.size() != 3) return false;
  const auto set = json.find("set");
  const auto sequence = json.find("sequence");
  const auto hash = json.find("sha256");
  if (set == json.end() || sequence == json.end() || hash == json.end()) return false;
  if (!set->is_string() || !sequence->is_number_unsigned() || !hash->is_string()) return false;
  state.set_name = set->get<std::string>();
  state.last.sequence = sequence->get<std::uint64_t>();
  return !state.set_name.empty() && state.last.sequence != 0 && read_hex(hash->get<std::string>(), state.last.hash);
}

}  // namespace

std::optional<TrustState> read_trust_state(const std::string& path, std::string& error) {
  TrustState state;
  std::error_code absent;
  if (!std::filesystem::exists(path, absent) && !absent) return state;
  const auto text = read_file(path, error);
  if (!text) {
    error = fmt::format("cannot read `{}`: {}", path, error);
    return std::nullopt;
  }
  if (read(Json::parse(*text, nullptr, false), state)) return state;
  error = fmt::format("`{}` does not say which module was taken last", path);
  return std::nullopt;
}

bool write_trust_state(const std::string& path, const TrustState& state, std::string& error) {
  const Json json{{"set", state.set_name}, {"sequence", state.last.sequence}, {"sha256", hex(state.last.hash)}};
  return write_whole(path, json.dump() + "\n", error);
}

}  // namespace doorward::cli
