#include "doorward/signature/signed_module.h"

#include <sodium.h>

#include "doorward/bytecode/envelope.h"

namespace doorward {
namespace {

static_assert(crypto_sign_BYTES == bytecode::kSignatureSize && crypto_hash_sha256_BYTES == ModuleHash{}.size());

const unsigned char* bytes_of(std::span<const std::byte> bytes) noexcept {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

ModuleHash hash_of(std::span<const std::byte> module) noexcept {
  ModuleHash hash{};
  crypto_hash_sha256(hash.data(), bytes_of(module), module.size());
  return hash;
}

SignatureStatus check_order(const TakenModule& last, const bytecode::EnvelopeHead& head) noexcept {
  if (head.sequence < last.sequence) return SignatureStatus::old_sequence;
  if (head.sequence == last.sequence && head.module_hash != last.hash) return SignatureStatus::same_sequence;
  return SignatureStatus::ok;
}

}  // namespace

std::string_view status_text(SignatureStatus status) noexcept {
  switch (status) {
#define DW_SIGNATURE_STATUS(c_name, name, value, text) \
  case SignatureStatus::name:                          \
    return text;
#include "doorward/signature/statuses.def"
#undef DW_SIGNATURE_STATUS
  }
  return "unknown status";
}

std::vector<std::byte> sign_module(std::span<const std::byte> module, const ModuleSeal& seal, const SigningKey& key,
                                   std::string& error) {
  error.clear();
  if (bytecode::has_envelope(module)) error = "the module is signed already";
  if (!bytecode::is_set_name(seal.set_name))
    error = "the name of a set has 1 to 255 bytes, none of them a control character";
  if (seal.sequence == 0) error = "sequences begin at 1";
  if (!error.empty()) return {};
  bytecode::EnvelopeHead head;
  head.sequence = seal.sequence;
  head.not_after = seal.not_after;
  head.module_hash = hash_of(module);
  head.signer = key.verify_key().bytes;
  std::vector<std::byte> file = bytecode::open_envelope(head, seal.set_name);
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(file), file.size(), key.bytes().data());
  const auto signature_bytes = std::as_bytes(std::span(signature));
  file.insert(file.end(), signature_bytes.begin(), signature_bytes.end());
  file.insert(file.end(), module.begin(), module.end());
  return file;
}

SignedModule check_signed_module(std::span<const std::byte> file, const SignatureRules& rules) noexcept {
  SignedModule found;
  const auto refused = [&found](SignatureStatus status) {
    found.status = status;
    return found;
  };
  if (!bytecode::has_envelope(file)) return refused(SignatureStatus::unsigned_module);
  const auto envelope = bytecode::read_envelope(file);
  if (!envelope) return refused(SignatureStatus::damaged);
  const bytecode::EnvelopeHead& head = envelope->head;
  found.signer.bytes = head.signer;
  if (head.signer != rules.key.bytes) return refused(SignatureStatus::other_key);
  if (crypto_sign_verify_detached(bytes_of(envelope->signature), bytes_of(envelope->signed_bytes),
                                  envelope->signed_bytes.size(), rules.key.bytes.data()) != 0) {
    return refused(SignatureStatus::forged);
  }
  found.set_name = envelope->set_name;
  found.sequence = head.sequence;
  found.not_after = head.not_after;
  if (hash_of(envelope->module) != head.module_hash) return refused(SignatureStatus::other_module);
  if (!rules.set_name.empty() && rules.set_name != envelope->set_name) return refused(SignatureStatus::other_set);
  if (rules.now > head.not_after) return refused(SignatureStatus::expired);
  if (const SignatureStatus order = check_order(rules.last, head); order != SignatureStatus::ok) return refused(order);
  found.status = SignatureStatus::ok;
  found.module = envelope->module;
  found.taken = {head.sequence, head.module_hash};
  return found;
}

}  // namespace doorward
