#include "checksum.h"

#include <zlib.h>

#include <cstring>

#include "doorward/bytecode/format.h"

namespace doorward::bytecode {
namespace {

uLong add(uLong sum, const void* bytes, std::size_t size) noexcept {
  return crc32_z(sum, static_cast<const unsigned char*>(bytes), size);
}

}  // namespace

std::uint32_t checksum_of(std::span<const std::byte> module) noexcept {
  Header header;
  std::memcpy(&header, module.data(), sizeof(header));
  header.crc = 0;
  const auto rest = module.subspan(sizeof(header));
  return static_cast<std::uint32_t>(add(add(0, &header, sizeof(header)), rest.data(), rest.size()));
}

}  // namespace doorward::bytecode
