#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "doorward.h"
#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "limited_new.h"

using doorward::test::limit_new;
using doorward::test::unlimit_new;

namespace {

const std::vector<std::byte>& contoso() {
  static const std::vector<std::byte> kModule = [] {
    doorward::SourceMap sources;
    doorward::DiagnosticSink sink;
    const auto loaded = doorward::load_sources({CONTOSO}, {}, sources, sink);
    return doorward::compile(loaded.set, sources, {}, sink);
  }();
  return kModule;
}

doorward_text text(const char* word) { return doorward_text_of(word); }
std::string words(doorward_text word) { return {word.data, word.size}; }

/// One of each handle, for Contoso's policies.
struct Handles {
  doorward_policy_set* set = nullptr;
  doorward_evaluator* evaluator = nullptr;
  doorward_sign_in* sign_in = nullptr;
  doorward_decision* decision = nullptr;

  /// Answers the first status that is not OK.
  doorward_status open() {
    doorward_status status = doorward_policy_set_load(contoso().data(), contoso().size(), &set, nullptr, 0);
    if (status == DOORWARD_OK) status = doorward_evaluator_create(set, &evaluator);
    if (status == DOORWARD_OK) status = doorward_sign_in_create(&sign_in);
    if (status == DOORWARD_OK) status = doorward_decision_create(&decision);
    return status;
  }
  ~Handles() {
    doorward_policy_set_free(set);
    doorward_evaluator_free(evaluator);
    doorward_sign_in_free(sign_in);
    doorward_decision_free(decision);
  }
};

void fill_contractor(doorward_sign_in* sign_in) {
  const doorward_text groups[] = {text("4f1c2d7e-0000-4000-8000-000000000001")};
  const std::uint8_t ip[] = {198, 51, 100, 7};
  doorward_sign_in_clear(sign_in);
  doorward_sign_in_set_user(sign_in, text("ac2d7e00-0000-4000-8000-000000000001"));
  doorward_sign_in_set_user_guest(sign_in, false);
  doorward_sign_in_set_user_guest_kinds(sign_in, 0);
  doorward_sign_in_set_user_groups(sign_in, groups, 1);
  doorward_sign_in_set_user_roles(sign_in, nullptr, 0);
  doorward_sign_in_set_app(sign_in, text("6a1c2d7e-0000-4000-8000-0000000000a1"));
  doorward_sign_in_set_client_app(sign_in, DOORWARD_CLIENT_APP_browser);
  doorward_sign_in_set_ip(sign_in, ip, sizeof ip);
  doorward_sign_in_set_platform(sign_in, DOORWARD_PLATFORM_windows);
  doorward_sign_in_set_device_text(sign_in, DOORWARD_DEVICE_trust_type, text("Workplace"));
  doorward_sign_in_set_flow(sign_in, DOORWARD_FLOW_none);
  doorward_sign_in_set_sign_in_risk(sign_in, DOORWARD_RISK_none);
  doorward_sign_in_set_user_risk(sign_in, DOORWARD_RISK_none);
}

std::vector<std::string> list(const doorward_decision* decision, doorward_list which) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < doorward_decision_list_size(decision, which); ++i) {
    doorward_text item{};
    REQUIRE(doorward_decision_list_item(decision, which, i, &item) == DOORWARD_OK);
    items.push_back(words(item));
  }
  return items;
}

}  // namespace

TEST_CASE("the header and the library are of one ABI version") {
  CHECK(doorward_check_abi(DOORWARD_ABI_VERSION) == DOORWARD_OK);
  CHECK(doorward_check_abi(DOORWARD_ABI_VERSION + 1) == DOORWARD_OTHER_ABI);
  CHECK(doorward_status_text(DOORWARD_BAD_INDEX) == std::string("an index is beyond the end of its list"));
  CHECK(doorward_status_text(-7) == std::string("unknown status"));
}

TEST_CASE("a decision is read field by field") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  fill_contractor(at.sign_in);
  REQUIRE(doorward_decide(at.evaluator, at.sign_in, 1764000000, at.decision) == DOORWARD_OK);
  CHECK(doorward_decision_outcome(at.decision) == DOORWARD_OUTCOME_CHALLENGE);
  CHECK(doorward_decision_get_status(at.decision) == DOORWARD_DECISION_OK);
  CHECK(list(at.decision, DOORWARD_LIST_NEXT) == std::vector<std::string>{"mfa"});
  CHECK(list(at.decision, DOORWARD_LIST_BLOCKED_BY).empty());
  REQUIRE(doorward_decision_clauses(at.decision) == 1);
  doorward_clause clause{};
  REQUIRE(doorward_decision_clause(at.decision, 0, &clause) == DOORWARD_OK);
  const auto applied = list(at.decision, DOORWARD_LIST_APPLIED);
  CHECK(std::count(applied.begin(), applied.end(), words(clause.policy)) == 1);
  CHECK(clause.status == DOORWARD_CLAUSE_PENDING);
  CHECK(clause.any);
  REQUIRE(clause.controls == 1);
  doorward_control control{};
  REQUIRE(doorward_decision_clause_control(at.decision, 0, 0, &control) == DOORWARD_OK);
  CHECK(words(control.name) == "mfa");
  CHECK_FALSE(control.met);

  const doorward_text done[] = {text("mfa")};
  doorward_sign_in_set_satisfied(at.sign_in, done, 1);
  REQUIRE(doorward_decide(at.evaluator, at.sign_in, 1764000000, at.decision) == DOORWARD_OK);
  CHECK(doorward_decision_outcome(at.decision) == DOORWARD_OUTCOME_GRANT);
}

TEST_CASE("an absent signal that matters blocks, unless the evaluator is lenient") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  doorward_sign_in_set_user(at.sign_in, text("somebody"));
  REQUIRE(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_OK);
  CHECK(doorward_decision_outcome(at.decision) == DOORWARD_OUTCOME_BLOCK);
  CHECK(doorward_decision_get_status(at.decision) == DOORWARD_DECISION_SIGNAL_MISSING);
  const auto strict = list(at.decision, DOORWARD_LIST_ASSUMED);
  CHECK(std::find(strict.begin(), strict.end(), "clientApp") != strict.end());
  REQUIRE(doorward_evaluator_set_strict(at.evaluator, false) == DOORWARD_OK);
  REQUIRE(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_OK);
  CHECK(doorward_decision_get_status(at.decision) == DOORWARD_DECISION_OK);
  CHECK(list(at.decision, DOORWARD_LIST_ASSUMED) == strict);
}

TEST_CASE("a setter that failed spoils the sign-in until it is cleared") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  fill_contractor(at.sign_in);
  const std::uint8_t ip[5] = {};
  CHECK(doorward_sign_in_set_ip(at.sign_in, ip, sizeof ip) == DOORWARD_BAD_VALUE);
  CHECK(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_BAD_VALUE);
  CHECK(doorward_decision_outcome(at.decision) == DOORWARD_OUTCOME_BLOCK);
  CHECK(doorward_decision_get_status(at.decision) == DOORWARD_DECISION_INTERNAL);
  fill_contractor(at.sign_in);
  CHECK(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_OK);
}

TEST_CASE("what is outside its vocabulary is refused") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  constexpr std::int32_t kHuge = std::numeric_limits<std::int32_t>::max();
  for (const std::int32_t value : {-1, 99, kHuge}) {
    CHECK(doorward_sign_in_set_client_app(at.sign_in, value) == DOORWARD_BAD_VALUE);
    CHECK(doorward_sign_in_set_platform(at.sign_in, value) == DOORWARD_BAD_VALUE);
    CHECK(doorward_sign_in_set_user_risk(at.sign_in, value) == DOORWARD_BAD_VALUE);
    CHECK(doorward_sign_in_set_flow(at.sign_in, value) == DOORWARD_BAD_VALUE);
    CHECK(doorward_sign_in_set_device_text(at.sign_in, value, text("x")) == DOORWARD_BAD_VALUE);
    CHECK(doorward_sign_in_set_device_list(at.sign_in, value, nullptr, 0) == DOORWARD_BAD_VALUE);
  }
  CHECK(doorward_sign_in_set_auth_context(at.sign_in, 0) == DOORWARD_BAD_VALUE);
  CHECK(doorward_sign_in_set_auth_context(at.sign_in, 100) == DOORWARD_BAD_VALUE);
  CHECK(doorward_sign_in_set_mfa_age(at.sign_in, -1) == DOORWARD_BAD_VALUE);
  CHECK(doorward_sign_in_set_country(at.sign_in, text("F1")) == DOORWARD_BAD_VALUE);
  CHECK(doorward_sign_in_add_methods(at.sign_in, ~doorward_mask{0}) == DOORWARD_BAD_VALUE);
  CHECK(doorward_sign_in_set_user_guest_kinds(at.sign_in, ~doorward_mask{0}) == DOORWARD_BAD_VALUE);
}

TEST_CASE("null arguments are a status, and a decision that is null reads as a block") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  doorward_policy_set* no_set = nullptr;
  doorward_evaluator* no_evaluator = nullptr;
  CHECK(doorward_policy_set_load(nullptr, 1, &no_set, nullptr, 0) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_policy_set_load("", 0, nullptr, nullptr, 0) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_evaluator_create(nullptr, &no_evaluator) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_sign_in_create(nullptr) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_sign_in_set_user(nullptr, text("u")) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_sign_in_set_user(at.sign_in, doorward_text{nullptr, 1}) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_sign_in_set_user_groups(at.sign_in, nullptr, 1) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_decide(nullptr, at.sign_in, 0, at.decision) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_decide(at.evaluator, nullptr, 0, at.decision) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_decide(at.evaluator, at.sign_in, 0, nullptr) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_decide_batch(at.evaluator, nullptr, 1, 0, nullptr) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_decision_outcome(nullptr) == DOORWARD_OUTCOME_BLOCK);
  CHECK(doorward_decision_list_size(nullptr, DOORWARD_LIST_NEXT) == 0);
  doorward_text item{};
  CHECK(doorward_decision_list_item(at.decision, DOORWARD_LIST_NEXT, 0, &item) == DOORWARD_BAD_INDEX);
  CHECK(doorward_decision_list_item(at.decision, 99, 0, &item) == DOORWARD_BAD_VALUE);
}

TEST_CASE("a damaged module is refused with a line that fits the caller's buffer") {
  std::vector<std::byte> damaged = contoso();
  damaged.back() ^= std::byte{1};
  doorward_policy_set* set = nullptr;
  char message[8];
  std::memset(message, 'x', sizeof message);
  CHECK(doorward_policy_set_load(damaged.data(), damaged.size(), &set, message, sizeof message) == DOORWARD_BAD_MODULE);
  CHECK(set == nullptr);
  CHECK(std::strlen(message) == sizeof message - 1);
}

TEST_CASE("a principal decides as its user does") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  fill_contractor(at.sign_in);
  doorward_principal* principal = nullptr;
  REQUIRE(doorward_principal_create(at.set, at.sign_in, &principal) == DOORWARD_OK);
  REQUIRE(doorward_decide_principal(at.evaluator, principal, at.sign_in, 0, at.decision) == DOORWARD_OK);
  CHECK(doorward_decision_outcome(at.decision) == DOORWARD_OUTCOME_CHALLENGE);
  CHECK(list(at.decision, DOORWARD_LIST_NEXT) == std::vector<std::string>{"mfa"});
  doorward_principal_free(principal);
}

TEST_CASE("what the host declares to supply is a fact where it is absent") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  doorward_sign_in_set_user(at.sign_in, text("ac2d7e00-0000-4000-8000-000000000001"));
  REQUIRE(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_OK);
  std::vector<std::string> assumed;
  std::vector<doorward_text> signals;
  for (size_t i = 0; i < doorward_decision_list_size(at.decision, DOORWARD_LIST_ASSUMED); ++i) {
    doorward_text signal{};
    REQUIRE(doorward_decision_list_item(at.decision, DOORWARD_LIST_ASSUMED, i, &signal) == DOORWARD_OK);
    assumed.push_back(words(signal));
  }
  REQUIRE(!assumed.empty());
  for (const std::string& signal : assumed) signals.push_back(text(signal.c_str()));
  CHECK(doorward_evaluator_set_supplied(at.evaluator, signals.data(), signals.size()) == DOORWARD_OK);
  doorward_text unknown = text("device.colour");
  CHECK(doorward_evaluator_set_supplied(at.evaluator, &unknown, 1) == DOORWARD_BAD_VALUE);
  CHECK(doorward_evaluator_set_supplied(at.evaluator, nullptr, 1) == DOORWARD_NULL_ARGUMENT);
  REQUIRE(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_OK);
  CHECK(doorward_decision_list_size(at.decision, DOORWARD_LIST_ASSUMED) == 0);
  CHECK(doorward_evaluator_set_supplied(at.evaluator, nullptr, 0) == DOORWARD_OK);
  REQUIRE(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_OK);
  CHECK(doorward_decision_list_size(at.decision, DOORWARD_LIST_ASSUMED) == assumed.size());
}

TEST_CASE("a bound device decides as its sign-in does") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  doorward_sign_in_set_user(at.sign_in, text("ac2d7e00-0000-4000-8000-000000000001"));
  doorward_sign_in_set_platform(at.sign_in, DOORWARD_PLATFORM_windows);
  doorward_sign_in_set_device_compliant(at.sign_in, true);
  REQUIRE(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_OK);
  const doorward_outcome outcome = doorward_decision_outcome(at.decision);
  const size_t applied = doorward_decision_list_size(at.decision, DOORWARD_LIST_APPLIED);
  doorward_principal* principal = nullptr;
  doorward_device* device = nullptr;
  REQUIRE(doorward_principal_create(at.set, at.sign_in, &principal) == DOORWARD_OK);
  REQUIRE(doorward_device_create(at.set, at.sign_in, &device) == DOORWARD_OK);
  doorward_sign_in_clear(at.sign_in);
  CHECK(doorward_decide_bound(at.evaluator, principal, nullptr, at.sign_in, 0, at.decision) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_decision_outcome(at.decision) == DOORWARD_OUTCOME_BLOCK);
  REQUIRE(doorward_decide_bound(at.evaluator, principal, device, at.sign_in, 0, at.decision) == DOORWARD_OK);
  CHECK(doorward_decision_outcome(at.decision) == outcome);
  CHECK(doorward_decision_list_size(at.decision, DOORWARD_LIST_APPLIED) == applied);
  doorward_device_free(device);
  doorward_principal_free(principal);
}

TEST_CASE("whichever allocation fails, the answer is a status or a block") {
  contoso();
  bool enough = false;
  for (std::size_t allowed = 0; !enough; ++allowed) {
    Handles at;
    limit_new(allowed);
    const doorward_status opened = at.open();
    if (opened == DOORWARD_OK) fill_contractor(at.sign_in);
    const doorward_status decided = doorward_decide(at.evaluator, at.sign_in, 0, at.decision);
    enough = unlimit_new() <= allowed;
    CAPTURE(allowed);
    if (enough) {
      CHECK(decided == DOORWARD_OK);
      CHECK(doorward_decision_outcome(at.decision) == DOORWARD_OUTCOME_CHALLENGE);
    } else {
      CHECK((opened == DOORWARD_OK || opened == DOORWARD_OUT_OF_MEMORY));
      CHECK(doorward_decision_outcome(at.decision) == DOORWARD_OUTCOME_BLOCK);
    }
  }
}

TEST_CASE("a sign-in filled and decided again allocates nothing") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  for (int warm = 0; warm < 2; ++warm) {
    fill_contractor(at.sign_in);
    REQUIRE(doorward_decide(at.evaluator, at.sign_in, 0, at.decision) == DOORWARD_OK);
  }
  limit_new(0);
  fill_contractor(at.sign_in);
  const doorward_status status = doorward_decide(at.evaluator, at.sign_in, 0, at.decision);
  CHECK(unlimit_new() == 0);
  CHECK(status == DOORWARD_OK);
}

TEST_CASE("the log is told what was loaded and refused, and memory is the program's own where it links statically") {
  std::vector<std::string> lines;
  const doorward_log log{[](void* context, doorward_log_level level, const char* line) {
                           static_cast<std::vector<std::string>*>(context)->push_back(std::to_string(level) + line);
                         },
                         &lines};
  REQUIRE(doorward_set_log(&log) == DOORWARD_OK);
  Handles at;
  CHECK(at.open() == DOORWARD_OK);
  doorward_policy_set* none = nullptr;
  CHECK(doorward_policy_set_load("x", 1, &none, nullptr, 0) == DOORWARD_BAD_MODULE);
  CHECK(doorward_set_log(nullptr) == DOORWARD_OK);
  CHECK(doorward_policy_set_load("x", 1, &none, nullptr, 0) == DOORWARD_BAD_MODULE);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == "0loaded a policy set: 15 policies, " + std::to_string(contoso().size()) + " bytes");
  CHECK(lines[1].starts_with("1refused a module: "));
  const doorward_log deaf{nullptr, nullptr};
  CHECK(doorward_set_log(&deaf) == DOORWARD_NULL_ARGUMENT);
  const doorward_allocator allocator{[](void*, std::size_t, std::size_t) -> void* { return nullptr; },
                                     [](void*, void*) {}, nullptr};
  CHECK(doorward_set_allocator(&allocator) == DOORWARD_UNSUPPORTED);
  CHECK(doorward_set_allocator(nullptr) == DOORWARD_NULL_ARGUMENT);
}
