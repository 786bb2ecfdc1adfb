// Keys and signed bytes for the tests of signatures. What is signed need be no module: a signature is over bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doorward/signature/signed_module.h"

namespace doorward::test {

/// The key whose seed is 32 times `fill`.
SigningKey key_of(std::uint8_t fill);

std::vector<std::byte> bytes_of(std::string_view text);
std::string text_of(std::span<const std::byte> bytes);

/// `module` signed by key 1 for the set `contoso`; a refusal fails the test.
std::vector<std::byte> sealed(std::string_view module, std::uint64_t sequence = 1, std::int64_t not_after = kNoEnd);

/// Rules that take what `sealed` makes.
SignatureRules rules();

}  // namespace doorward::test
