// JSON in, decision line out, for C: the readers and writers of `io` around the slot of the runtime.
#include "doorward_json.h"

#include <string>

#include "c_api/handles.h"
#include "doorward/io/decision_writer.h"
#include "doorward/io/line_stream.h"
#include "doorward/io/sign_in_reader.h"

using doorward::c_api::guarded;
using doorward::c_api::text_of;

struct doorward_json_policies {
  explicit doorward_json_policies(std::shared_ptr<const doorward::PolicySet> set) : slot(std::move(set)) {}

  doorward::PolicySlot slot;
};

struct doorward_json_decider {
  explicit doorward_json_decider(const doorward::PolicySlot& slot) : policies(slot) {}

  /// The writer for the set that was decided with.
  doorward::DecisionWriter& writer() {
    if (!writer_of_set || written_set != policies.set()) {
      writer_of_set.emplace(policies.set());
      written_set = policies.set();
    }
    return *writer_of_set;
  }

  doorward::PolicyReader policies;
  doorward::SignInReader reader;
  doorward::SignIn sign_in;
  doorward::Decision decision;
  doorward::EvaluateOptions options;
  std::shared_ptr<const doorward::PolicySet> written_set;
  std::optional<doorward::DecisionWriter> writer_of_set;
};

namespace {

/// The set of a module, by the C interface, which says all that is wrong with one.
doorward_status load(const void* module, size_t size, std::shared_ptr<const doorward::PolicySet>& out, char* message,
                     size_t message_size) noexcept {
  doorward_policy_set* handle = nullptr;
  const doorward_status status = doorward_policy_set_load(module, size, &handle, message, message_size);
  if (handle != nullptr) out = handle->set;
  doorward_policy_set_free(handle);
  return status;
}

/// A record that `eval` would not read either.
constexpr std::size_t kMaxRecord = doorward::LineStream::kMaxLine;
constexpr std::string_view kTooLong = "the record is longer than 16777216 bytes";
static_assert(kMaxRecord == 16777216);

doorward_status decide(doorward_json_decider& decider, std::string_view record, std::int64_t now,
                       doorward_text& answer) {
  if (record.size() > kMaxRecord) {
    answer = text_of(kTooLong);
    return DOORWARD_BAD_VALUE;
  }
  if (!decider.reader.read(record, decider.sign_in)) {
    answer = text_of(decider.reader.error());
    return DOORWARD_BAD_VALUE;
  }
  doorward::Scratch* const scratch = decider.policies.refresh();
  if (scratch == nullptr) return DOORWARD_OUT_OF_MEMORY;
  doorward::DecisionWriter& writer = decider.writer();
  doorward::EvaluateOptions options = decider.options;
  options.now = decider.sign_in.from_log ? decider.sign_in.time.value_or(now) : now;
  evaluate(*scratch, decider.sign_in, options, decider.decision);
  std::string_view line = writer.write(decider.sign_in.id, decider.decision);
  line.remove_suffix(1);  // the line feed
  answer = text_of(line);
  return DOORWARD_OK;
}

}  // namespace

doorward_status doorward_json_check_abi(uint32_t abi_version) noexcept { return doorward_check_abi(abi_version); }

const char* doorward_json_status_text(doorward_status status) noexcept { return doorward_status_text(status); }

doorward_status doorward_json_policies_load(const void* module, size_t size, doorward_json_policies** out,
                                            char* message, size_t message_size) noexcept {
  if (out == nullptr) return DOORWARD_NULL_ARGUMENT;
  *out = nullptr;
  std::shared_ptr<const doorward::PolicySet> set;
  const doorward_status status = load(module, size, set, message, message_size);
  if (status != DOORWARD_OK) return status;
  return doorward::c_api::create(out, std::move(set));
}

doorward_status doorward_json_policies_replace(doorward_json_policies* policies, const void* module, size_t size,
                                               char* message, size_t message_size) noexcept {
  if (policies == nullptr) return DOORWARD_NULL_ARGUMENT;
  std::shared_ptr<const doorward::PolicySet> set;
  const doorward_status status = load(module, size, set, message, message_size);
  if (status != DOORWARD_OK) return status;
  return policies->slot.replace(std::move(set)) ? DOORWARD_OK : DOORWARD_OUT_OF_MEMORY;
}

void doorward_json_policies_free(doorward_json_policies* policies) noexcept { delete policies; }

doorward_status doorward_json_decider_create(const doorward_json_policies* policies,
                                             doorward_json_decider** out) noexcept {
  if (out != nullptr) *out = nullptr;
  if (policies == nullptr) return DOORWARD_NULL_ARGUMENT;
  return doorward::c_api::create(out, policies->slot);
}

void doorward_json_decider_free(doorward_json_decider* decider) noexcept { delete decider; }

doorward_status doorward_json_decider_set_strict(doorward_json_decider* decider, bool strict) noexcept {
  if (decider == nullptr) return DOORWARD_NULL_ARGUMENT;
  decider->options.strict = strict;
  return DOORWARD_OK;
}

doorward_status doorward_json_decider_set_supplied(doorward_json_decider* decider, const doorward_text* signals,
                                                   size_t count) noexcept {
  if (decider == nullptr) return DOORWARD_NULL_ARGUMENT;
  return doorward::c_api::read_signals(signals, count, decider->options.supplied);
}

doorward_status doorward_json_decide(doorward_json_decider* decider, doorward_text sign_in, int64_t now,
                                     doorward_text* answer) noexcept {
  if (answer != nullptr) *answer = {};
  if (decider == nullptr || answer == nullptr || sign_in.data == nullptr) return DOORWARD_NULL_ARGUMENT;
  return guarded([&] { return decide(*decider, {sign_in.data, sign_in.size}, now, *answer); });
}
