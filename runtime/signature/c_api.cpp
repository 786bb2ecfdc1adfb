// Signed modules for C. Knows nothing of handles: what it hands out is in the caller's bytes.
#include <algorithm>
#include <cstring>
#include <new>
#include <string>

#include "doorward/signature/signed_module.h"
#include "doorward_signature.h"

namespace {

doorward_taken_module taken_of(const doorward::TakenModule& taken) noexcept {
  doorward_taken_module out{taken.sequence, {}};
  std::copy(taken.hash.begin(), taken.hash.end(), out.hash);
  return out;
}

doorward::SignatureRules rules_of(const doorward_signature_rules& rules) noexcept {
  doorward::SignatureRules out;
  std::copy_n(rules.key.bytes, out.key.bytes.size(), out.key.bytes.begin());
  if (rules.set_name.size != 0) out.set_name = {rules.set_name.data, rules.set_name.size};
  out.now = rules.now;
  out.last.sequence = rules.last.sequence;
  std::copy_n(rules.last.hash, out.last.hash.size(), out.last.hash.begin());
  return out;
}

}  // namespace

const char* doorward_signature_status_text(doorward_signature_status status) noexcept {
  switch (status) {
#define DW_SIGNATURE_STATUS(c_name, name, value, text) \
  case value:                                          \
    return text;
#include "doorward/signature/statuses.def"
#undef DW_SIGNATURE_STATUS
    default:
      return "unknown status";
  }
}

doorward_signature_status doorward_verify_key_read(const void* file, size_t size, doorward_verify_key* out) noexcept {
  if (file == nullptr || out == nullptr) return DOORWARD_SIGNATURE_NULL_ARGUMENT;
  try {
    std::string error;
    const auto key = doorward::read_verify_key({static_cast<const char*>(file), size}, error);
    if (!key) return DOORWARD_SIGNATURE_BAD_KEY;
    std::copy(key->bytes.begin(), key->bytes.end(), out->bytes);
    return DOORWARD_SIGNATURE_OK;
  } catch (const std::bad_alloc&) {
    return DOORWARD_SIGNATURE_OUT_OF_MEMORY;
  }
}

doorward_signature_status doorward_signed_module_check(const void* file, size_t size,
                                                       const doorward_signature_rules* rules,
                                                       doorward_signed_module* out) noexcept {
  if (out != nullptr) *out = {};
  if (file == nullptr || rules == nullptr || out == nullptr) return DOORWARD_SIGNATURE_NULL_ARGUMENT;
  if (rules->set_name.data == nullptr && rules->set_name.size != 0) return DOORWARD_SIGNATURE_NULL_ARGUMENT;
  const doorward::SignedModule found =
      doorward::check_signed_module({static_cast<const std::byte*>(file), size}, rules_of(*rules));
  if (found.status != doorward::SignatureStatus::ok) return static_cast<doorward_signature_status>(found.status);
  out->module = found.module.data();
  out->size = found.module.size();
  out->taken = taken_of(found.taken);
  out->set_name = {found.set_name.data(), found.set_name.size()};
  out->not_after = found.not_after;
  return DOORWARD_SIGNATURE_OK;
}
