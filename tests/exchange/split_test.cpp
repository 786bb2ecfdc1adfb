// What Graph cannot keep in one policy is written as several that decide the same.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "decisions.h"
#include "doorward/compiler/graph_writer.h"
#include "sources.h"

namespace doorward::tests {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kNouns =
    "user bob as 4f1c2d7e-0000-4000-8000-0000000000bb = bob@contoso.example\n"
    "group g = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "group h = 4f1c2d7e-0000-4000-8000-000000000002\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
    "app payroll = 6a1c2d7e-0000-4000-8000-0000000000a2\n"
    "tenant t1 = 9d1c2d7e-0000-4000-8000-0000000000e1\n"
    "tenant t2 = 9d1c2d7e-0000-4000-8000-0000000000e2\n"
    "workload w = 8c1c2d7e-0000-4000-8000-0000000000d1\n"
    "strength pk as 5c1c2d7e-0000-4000-8000-000000000051 = fido2\n"
    "strength pw as 5c1c2d7e-0000-4000-8000-000000000052 = password + sms\n"
    "network lab as 5b1c2d7e-0000-4000-8000-0000000000c1 = 192.0.2.0/25\n"
    "trusted network hq as 5b1c2d7e-0000-4000-8000-0000000000c2 = 203.0.113.0/24\n"
    "network nordics as 5b1c2d7e-0000-4000-8000-0000000000c3 = countries DK, NO\n"
    "network abroad = not nordics\n"
    "network outside = all networks except lab or hq\n";

struct Case {
  std::string_view sentence;
  std::size_t parts;      // policies that Graph takes for it; 1 is written without being asked to
  std::string_view code;  // of the message without --split
};

constexpr Case kCases[] = {
    {"members or g for all apps block", 2, "E3614"},
    {"members, h, b2b-collaboration guests of t1 or service-provider guests of t2 except bob for all apps block", 3,
     "E3614"},
    {"b2b-collaboration guests of t1 or service-provider guests of t2 for all apps require mfa", 2, "E3614"},
    {"b2b-collaboration guests of t1 or b2b-collaboration guests of t2 for all apps require mfa", 1, ""},
    {"everyone except b2b-collaboration guests of t1 or service-provider guests of t2 or h for all apps block", 3,
     "E3614"},
    {"everyone except b2b-collaboration guests of t1 or service-provider guests for all apps block", 2, "E3614"},
    {"everyone except members for all apps block", 1, ""},
    {"everyone on lab, abroad for all apps block", 2, "E3611"},
    {"everyone on hq, abroad, outside except lab for procurement require mfa", 3, "E3611"},
    {"everyone on all networks except abroad for all apps block", 1, ""},
    {"everyone on untrusted networks except abroad for all apps block", 1, ""},
    {"everyone on all networks except outside for all apps block", 1, ""},
    {"everyone for apps where Ops_Tier is \"1\" or apps where Ops_Zone is \"a\" block", 1, ""},
    {"everyone for procurement or apps where Ops_Tier is \"1\" except payroll or apps where Ops_Zone is \"a\" block", 2,
     "E3613"},
    {"everyone for apps where Ops_Tier is \"1\" except apps where Ops_Zone is \"a\" block", 1, ""},
    {"workloads where Ops_Tier is \"1\" or workloads where Ops_Zone is \"a\" for all apps block", 1, ""},
    {"own workloads except where Ops_Tier is \"1\" or workloads where Ops_Zone is \"a\" for all apps block", 2,
     "E3613"},
    {"everyone for all apps require mfa and strength pk", 2, "E3619"},
    {"everyone for all apps require mfa and strength pk and strength pw and compliant-device", 3, "E3619"},
    {"everyone for all apps require mfa with sign-in every 4 hours, second factor every 2 days", 2, "E3612"},
    {"everyone for all apps with sign-in every time, second factor every time, no persistent browser", 2, "E3612"},
    {"everyone for all apps when user in g block", 1, ""},
    {"everyone for all apps when user not in g and user not in h block", 1, ""},
    {"everyone for all apps when user in g or user not in h block", 2, "E3610"},
    {"everyone for all apps when time is between 08:00 and 09:00 in \"UTC\" or time is between 22:00 and 02:00 in "
     "\"UTC\" block",
     2, "E3610"},
    {"everyone for all apps when not (time is between 08:00 and 09:00 in \"UTC\" or day is sun) block", 1, ""},
    {"everyone for all apps when not (time is between 08:00 and 09:00 in \"UTC\" or time is between 10:00 and 11:00 in "
     "\"UTC\") block",
     2, "E3610"},
    {"everyone for all apps when day in [mon, tue, wed, thu, fri, sat] and not day is sat block", 1, ""},
    {"everyone for all apps when (user in g and time is between 08:00 and 19:00 in \"Europe/Oslo\") or user in h block",
     2, "E3610"},
    {"members or g on lab, abroad for all apps require mfa and strength pk", 8, ""},
};

std::string with_policy(std::string_view sentence) {
  return fmt::format("{}policy p \"P\" as 4f1c2d7e-0000-4000-8000-000000000c01\n  {}\n", kNouns, sentence);
}

std::string messages(const DiagnosticSink& sink) {
  std::string text;
  for (const Diagnostic& one : sink.diagnostics()) {
    if (one.severity == Severity::error) text += fmt::format("{}: {}\n", row_of(one.code).id, one.help);
  }
  return text;
}

/// A decision without the names of policies, and without the demands, which stand in other policies.
Json outcome(const std::string& decision) {
  const Json json = Json::parse(decision);
  Json out;
  for (const char* field : {"outcome", "session", "reauthenticate", "register", "next"}) out[field] = json.at(field);
  out["applies"] = !json.at("policies").at("applied").empty();
  return out;
}

void check_decisions(const Read& whole, const Read& parts) {
  Draws draws(7);
  const SignIns sign_ins(whole.set);
  Decider before(whole.set, *whole.sources);
  Decider after(parts.set, *parts.sources);
  std::size_t applied = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string line = sign_ins.draw(draws);
    CAPTURE(line);
    const std::int64_t now = 1800000000 + static_cast<std::int64_t>(draws.below(604'800));
    CAPTURE(now);
    const Json decision = outcome(before.decide(line, now));
    CHECK(outcome(after.decide(line, now)) == decision);
    applied += decision["applies"].get<bool>() ? 1U : 0U;
  }
  CHECK(applied > 20);
}

}  // namespace

TEST_CASE("a policy is split into as few as decide the same, and only when asked to") {
  for (const Case& one : kCases) {
    CAPTURE(one.sentence);
    const Read read = read_ward({{"p.ward", with_policy(one.sentence)}});
    REQUIRE(read.messages == "");
    DiagnosticSink whole_sink;
    const std::string whole = write_graph(read.set, {}, whole_sink);
    if (one.parts == 1) {
      CHECK(messages(whole_sink) == "");
    } else {
      CHECK(whole == "");
      const std::string help =
          fmt::format(": `--split` writes it as {} policies that together decide the same\n", one.parts);
      CHECK(messages(whole_sink).find(std::string(one.code) + help) != std::string::npos);
    }
    GraphWriteOptions options;
    options.split = true;
    DiagnosticSink sink;
    const std::string json = write_graph(read.set, options, sink);
    CHECK(messages(sink) == "");
    const Read again = read_graph({{"p.json", json}});
    CHECK(again.messages == "");
    REQUIRE(again.set.policies.size() == one.parts);
    check_decisions(read, again);
  }
}

TEST_CASE("a rule that is too long is an error, and split where it has alternatives") {
  std::string ids;
  for (int i = 0; i < 90; ++i) ids += fmt::format("{}\"4f1c2d7e-0000-4000-8000-{:012}\"", i == 0 ? "" : ", ", i);
  const auto written = [&](const std::string& condition, bool split, std::string& said) {
    const Read read =
        read_ward({{"p.ward", with_policy("everyone using devices " + condition + " for all apps block")}});
    REQUIRE(read.messages == "");
    GraphWriteOptions options;
    options.split = split;
    DiagnosticSink sink;
    const std::string json = write_graph(read.set, options, sink);
    said = sink.has_errors() ? sink.diagnostics().front().message + '\n' + sink.diagnostics().front().help : "";
    return json.empty() ? Read{} : read_graph({{"p.json", json}});
  };
  std::string said;
  written("where device-id in [" + ids + "]", false, said);
  CHECK(said ==
        "`p`: the rule has 3620 characters in Graph, which allows 3072\n"
        "`--split` writes it as 2 policies that together decide the same");
  CHECK(written("where device-id in [" + ids + "]", true, said).set.policies.size() == 2);
  CHECK(said == "");
  CHECK(written("where compliant and (device-id in [" + ids + "] or joined)", true, said).set.policies.size() == 2);
  CHECK(written("except where device-id not in [" + ids + "]", true, said).set.policies.size() == 2);
  written("where device-id not in [" + ids + "]", true, said);
  CHECK(said == "`p`: the rule has 3623 characters in Graph, which allows 3072\n");
}

TEST_CASE("the parts are told apart, and only the first is the policy that Graph knows") {
  const Read read = read_ward({{"p.ward", with_policy("members or g for all apps block")}});
  GraphWriteOptions options;
  options.split = true;
  DiagnosticSink sink;
  const Json json = Json::parse(write_graph(read.set, options, sink));
  REQUIRE(json.size() == 2);
  CHECK(json[0]["displayName"] == "P (1 of 2)");
  CHECK(json[0]["id"] == "4f1c2d7e-0000-4000-8000-000000000c01");
  CHECK(json[1]["displayName"] == "P (2 of 2)");
  CHECK(!json[1].contains("id"));
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics().front().message == "`p` is written as 2 policies: `P (1 of 2)`, `P (2 of 2)`");
}

TEST_CASE("what no number of policies says stays an error") {
  constexpr const char* kTwoZones =
      "everyone for all apps when time is between 08:00 and 09:00 in \"UTC\" and time is between 08:00 and 09:00 in "
      "\"Europe/Oslo\" block";
  for (const std::string_view sentence :
       {"everyone for all apps when user.department is \"HR\" or user in g block",
        "g for all apps when user in h block", "everyone for all apps require mfa or strength pk",
        "g except members for all apps block", "g on lab except abroad for all apps block", kTwoZones}) {
    CAPTURE(sentence);
    const Read read = read_ward({{"p.ward", with_policy(sentence)}});
    REQUIRE(read.messages == "");
    GraphWriteOptions options;
    options.split = true;
    DiagnosticSink sink;
    CHECK(write_graph(read.set, options, sink) == "");
    CHECK(messages(sink).find("--split") == std::string::npos);
  }
}

TEST_CASE("what Graph would not store is refused before it is written") {
  const auto refusal = [](std::string_view sentence) {
    const Read read = read_ward({{"p.ward", with_policy(sentence)}});
    REQUIRE(read.messages == "");
    DiagnosticSink sink;
    CHECK(write_graph(read.set, {}, sink) == "");
    return sink.diagnostics().back().message;
  };
  CHECK(refusal("everyone at high user risk for procurement require mfa and password-change") ==
        "`p`: Graph refuses the policy: Graph refuses this use of `passwordChange`: it needs `includeApplications`: "
        "`All`");
  CHECK(refusal("everyone on 10.0.0.0/7 for all apps block") ==
        "`10.0.0.0/7`: Graph refuses the policy: the range `10.0.0.0/7` is wider than /8, which Graph refuses");
}

TEST_CASE("a policy that was read with parts passed over is not written back") {
  Read read = read_ward({{"p.ward", with_policy("everyone for all apps block")}});
  read.set.policies.front().approximated = true;
  DiagnosticSink sink;
  CHECK(write_graph(read.set, {}, sink) == "");
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics().front().message == "`p` was read with parts passed over, so it cannot be written back");
}

}  // namespace doorward::tests
