#include "request_reader.h"

#include <bit>
#include <cstdio>
#include <cstdlib>

namespace doorward::yardstick {
namespace {

constexpr std::array<std::uint8_t, 256> kHexValues = [] {
  std::array<std::uint8_t, 256> values{};
  for (unsigned i = 0; i < 16; ++i) {
    values[static_cast<unsigned char>("0123456789abcdef"[i])] = static_cast<std::uint8_t>(i);
    values[static_cast<unsigned char>("0123456789ABCDEF"[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

struct Key {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

Key key_of(std::string_view id) {
  constexpr std::array<std::uint8_t, 32> kPlaces{0,  1,  2,  3,  4,  5,  6,  7,  9,  10, 11, 12, 14, 15, 16, 17,
                                                 19, 20, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35};
  Key key;
  for (std::size_t i = 0; i < 16; ++i)
    key.high = key.high << 4U | kHexValues[static_cast<unsigned char>(id[kPlaces[i]])];
  for (std::size_t i = 16; i < 32; ++i)
    key.low = key.low << 4U | kHexValues[static_cast<unsigned char>(id[kPlaces[i]])];
  return key;
}

std::size_t hash(const Key& key) { return static_cast<std::size_t>((key.high ^ key.low) * 0x9e3779b97f4a7c15U >> 32U); }

template <std::size_t N>
std::uint8_t member(const std::array<const char*, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (word == words[i]) return static_cast<std::uint8_t>(i);
  }
  std::fprintf(stderr, "bench: the yardsticks do not know a word of a sign-in\n");
  std::exit(2);
}

std::uint32_t address_of(std::string_view text) {
  std::uint32_t address = 0;
  std::uint32_t part = 0;
  for (const char c : text) {
    if (c == '.') {
      address = address << 8U | part;
      part = 0;
    } else {
      part = part * 10 + static_cast<std::uint32_t>(c - '0');
    }
  }
  return address << 8U | part;
}

std::size_t country_place(std::string_view code) {
  const auto letter = [&](std::size_t i) {
    return static_cast<std::size_t>((static_cast<unsigned>(code[i]) & 31U) - 1);
  };
  return letter(0) * 26 + letter(1);
}

}  // namespace

GuidNumbers::GuidNumbers(const std::unordered_map<std::string, std::uint32_t>& numbers)
    : slots_(std::bit_ceil(numbers.size() * 2 + 1)) {
  for (const auto& [id, number] : numbers) {
    if (id.size() != 36) continue;
    const Key key = key_of(id);
    std::size_t at = hash(key) & (slots_.size() - 1);
    while (slots_[at].number != ~0U) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {key.high, key.low, number};
  }
}

std::uint32_t GuidNumbers::find(std::string_view id) const {
  const Key key = key_of(id);
  std::size_t at = hash(key) & (slots_.size() - 1);
  while (slots_[at].number != ~0U && (slots_[at].high != key.high || slots_[at].low != key.low)) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return slots_[at].number;
}

RequestReader::RequestReader(const Workload& work)
    : users_(work.user_numbers), apps_(work.app_numbers), devices_(work.device_numbers) {
  for (const auto& [code, number] : work.country_numbers) countries_[country_place(code)] = number;
}

void RequestReader::read_device(simdjson::ondemand::object device, Request& request) {
  for (auto field : device) {
    const simdjson::ondemand::raw_json_string key = field.key();
    if (key == "id") {
      request.device = devices_.find(field.value().get_string());
    } else if (key == "platform") {
      request.platform = member(kPlatforms, field.value().get_string());
    }
  }
}

void RequestReader::read(std::string_view line, std::size_t readable, Request& request, std::string_view& id) {
  request = {};
  simdjson::ondemand::document document =
      parser_.iterate(simdjson::padded_string_view(line.data(), line.size(), readable));
  for (auto field : document.get_object()) {
    const simdjson::ondemand::raw_json_string key = field.key();
    simdjson::ondemand::value value = field.value();
    if (key == "id") {
      id = value.get_string();
    } else if (key == "user") {
      request.user = users_.find(value["id"].get_string());
    } else if (key == "app") {
      request.app = apps_.find(value["id"].get_string());
    } else if (key == "clientApp") {
      request.client = member(kClients, value.get_string());
    } else if (key == "network") {
      simdjson::ondemand::object network = value;
      request.ip = address_of(network["ip"].get_string());
      request.country = countries_[country_place(network["country"].get_string())];
    } else if (key == "device") {
      read_device(value, request);
    } else if (key == "risk") {
      simdjson::ondemand::object risk = value;
      request.sign_in_risk = member(kRisks, risk["signIn"].get_string());
      request.user_risk = member(kRisks, risk["user"].get_string());
    }
  }
}

}  // namespace doorward::yardstick
