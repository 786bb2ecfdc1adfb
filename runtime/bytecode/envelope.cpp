#include "doorward/bytecode/envelope.h"

#include <algorithm>
#include <cstring>

#include "utf8.h"

namespace doorward::bytecode {
namespace {

constexpr std::size_t padded(std::size_t size) noexcept { return (size + 7) / 8 * 8; }

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

bool has_envelope(std::span<const std::byte> file) noexcept {
  return file.size() >= kEnvelopeMagic.size() &&
         std::memcmp(file.data(), kEnvelopeMagic.data(), kEnvelopeMagic.size()) == 0;
}

bool is_set_name(std::string_view name) noexcept {
  return !name.empty() && name.size() <= kMaxSetName && is_utf8(name) &&
         std::none_of(name.begin(), name.end(), is_control);
}

std::optional<Envelope> read_envelope(std::span<const std::byte> file) noexcept {
  if (!has_envelope(file) || file.size() < sizeof(EnvelopeHead)) return std::nullopt;
  Envelope envelope;
  EnvelopeHead& head = envelope.head;
  std::memcpy(&head, file.data(), sizeof head);
  if (head.version != kEnvelopeVersion || head.reserved != 0 || head.sequence == 0) return std::nullopt;
  if (head.name_size > kMaxSetName) return std::nullopt;
  const std::size_t signed_size = sizeof head + padded(head.name_size);
  if (head.size != signed_size + kSignatureSize || file.size() < head.size) return std::nullopt;
  envelope.signed_bytes = file.first(signed_size);
  envelope.set_name = {reinterpret_cast<const char*>(file.data() + sizeof head), head.name_size};
  const auto padding = envelope.signed_bytes.subspan(sizeof head + head.name_size);
  if (std::any_of(padding.begin(), padding.end(), [](std::byte byte) { return byte != std::byte{0}; })) {
    return std::nullopt;
  }
  if (!is_set_name(envelope.set_name)) return std::nullopt;
  envelope.signature = file.subspan(signed_size, kSignatureSize);
  envelope.module = file.subspan(head.size);
  return envelope;
}

std::span<const std::byte> behind_envelope(std::span<const std::byte> file) noexcept {
  const auto envelope = read_envelope(file);
  return envelope ? envelope->module : file;
}

std::vector<std::byte> open_envelope(EnvelopeHead head, std::string_view set_name) {
  const std::size_t signed_size = sizeof head + padded(set_name.size());
  head.name_size = static_cast<std::uint32_t>(set_name.size());
  head.size = static_cast<std::uint32_t>(signed_size + kSignatureSize);
  std::vector<std::byte> bytes(signed_size);
  std::memcpy(bytes.data(), &head, sizeof head);
  std::memcpy(bytes.data() + sizeof head, set_name.data(), set_name.size());
  return bytes;
}

}  // namespace doorward::bytecode
