// JSON in and out for C: wrong use, memory that runs out, and no allocation once warm.
#include <doctest/doctest.h>
#include <doorward_json.h>

#include <string>
#include <vector>

#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "limited_new.h"

using doorward::test::limit_new;
using doorward::test::unlimit_new;

namespace {

constexpr std::string_view kSignIn =
    R"({"id":"s1","user":{"id":"ac2d7e00-0000-4000-8000-000000000001"},"clientApp":"browser"})";

std::vector<std::byte> module_of(std::string text) {
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  const auto loaded = doorward::load_sources({}, {.more_ward = std::move(text)}, sources, sink);
  return doorward::compile(loaded.set, sources, {}, sink);
}

const std::vector<std::byte>& blocking() {
  static const std::vector<std::byte> kModule = module_of("policy P1 \"One\"\n  everyone for all apps block\n");
  return kModule;
}

struct Handles {
  doorward_json_policies* policies = nullptr;
  doorward_json_decider* decider = nullptr;

  doorward_status open() {
    const auto& module = blocking();
    const doorward_status status = doorward_json_policies_load(module.data(), module.size(), &policies, nullptr, 0);
    return status == DOORWARD_OK ? doorward_json_decider_create(policies, &decider) : status;
  }
  doorward_status decide(std::string& answer) const {
    doorward_text text{};
    const doorward_status status = doorward_json_decide(decider, {kSignIn.data(), kSignIn.size()}, 0, &text);
    answer.assign(text.data == nullptr ? "" : text.data, text.size);
    return status;
  }
  ~Handles() {
    doorward_json_decider_free(decider);
    doorward_json_policies_free(policies);
  }
};

}  // namespace

TEST_CASE("a missing argument is a status and no decision") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  doorward_text answer{"x", 1};
  CHECK(doorward_json_decide(nullptr, {"{}", 2}, 0, &answer) == DOORWARD_NULL_ARGUMENT);
  CHECK(answer.size == 0);
  CHECK(doorward_json_decide(at.decider, {nullptr, 0}, 0, &answer) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_json_decide(at.decider, {"{}", 2}, 0, nullptr) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_json_policies_load("x", 1, nullptr, nullptr, 0) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_json_policies_replace(nullptr, "x", 1, nullptr, 0) == DOORWARD_NULL_ARGUMENT);
  doorward_json_decider* none = at.decider;
  CHECK(doorward_json_decider_create(nullptr, &none) == DOORWARD_NULL_ARGUMENT);
  CHECK(none == nullptr);
  CHECK(doorward_json_decider_set_strict(nullptr, true) == DOORWARD_NULL_ARGUMENT);
  CHECK(doorward_json_decider_set_supplied(at.decider, nullptr, 1) == DOORWARD_NULL_ARGUMENT);
  const doorward_text fax{"fax", 3};
  CHECK(doorward_json_decider_set_supplied(at.decider, &fax, 1) == DOORWARD_BAD_VALUE);
  doorward_json_decider_free(nullptr);
  doorward_json_policies_free(nullptr);
}

TEST_CASE("bytes that are no module are refused with the reason") {
  doorward_json_policies* policies = nullptr;
  char message[200] = "";
  CHECK(doorward_json_policies_load("x", 1, &policies, message, sizeof message) == DOORWARD_BAD_MODULE);
  CHECK(policies == nullptr);
  CHECK(std::string(message) != "");
}

TEST_CASE("a record of more than 16 MiB is refused unread") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  const std::string record((std::size_t{16} << 20U) + 1, ' ');
  doorward_text answer{};
  CHECK(doorward_json_decide(at.decider, {record.data(), record.size()}, 0, &answer) == DOORWARD_BAD_VALUE);
  CHECK(std::string_view(answer.data, answer.size) == "the record is longer than 16777216 bytes");
}

TEST_CASE("deciders outlive the policies that they were made of") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  doorward_json_policies_free(at.policies);
  at.policies = nullptr;
  std::string answer;
  CHECK(at.decide(answer) == DOORWARD_OK);
  CHECK(answer.starts_with(R"({"id":"s1","outcome":"block")"));
}

TEST_CASE("wherever memory runs out the answer is a status and never a decision") {
  bool enough = false;
  std::string answer;
  answer.reserve(10000);
  for (std::size_t allowed = 0; !enough; ++allowed) {
    Handles at;
    blocking();
    limit_new(allowed);
    doorward_status status = at.open();
    answer.clear();
    if (status == DOORWARD_OK) status = at.decide(answer);
    enough = unlimit_new() <= allowed;
    CAPTURE(allowed);
    CAPTURE(status);
    if (enough) {
      CHECK(status == DOORWARD_OK);
      CHECK(answer.starts_with(R"({"id":"s1","outcome":"block")"));
    } else {
      CHECK(status != DOORWARD_OK);
      CHECK_FALSE(answer.starts_with("{"));
    }
  }
}

TEST_CASE("a sign-in decided again allocates nothing") {
  Handles at;
  REQUIRE(at.open() == DOORWARD_OK);
  std::string answer;
  for (int warm = 0; warm < 2; ++warm) REQUIRE(at.decide(answer) == DOORWARD_OK);
  limit_new(0);
  const doorward_status status = at.decide(answer);
  CHECK(unlimit_new() == 0);
  CHECK(status == DOORWARD_OK);
}
