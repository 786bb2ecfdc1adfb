#include "circumstances.h"

#include <algorithm>
#include <array>

#include "choices.h"
#include "doorward/compiler/compile.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::analysis {
namespace {

constexpr SignalMask kDeviceSignals =
    signal_bit(DeviceAttribute::trust_type) | signal_bit(DeviceAttribute::is_compliant);
constexpr SignalMask kNetworkSignals =
    signal_bit(Signal::network_ip) | signal_bit(Signal::network_country) | signal_bit(Signal::network_compliant);

struct Row {
  Dimension dimension;
  SignalMask signals;
  std::string_view phrase;
};
/// Clients and flows stand before devices, whose claims do not count in some of them.
constexpr auto kRows = std::to_array<Row>({
    {Dimension::clients, signal_bit(Signal::client_app), "through browser"},
    {Dimension::flows, signal_bit(Signal::flow), "by none flow"},
    {Dimension::platforms, signal_bit(Signal::platform), "running windows"},
    {Dimension::networks, kNetworkSignals, "on 198.51.100.7"},
    {Dimension::sign_in_risk, signal_bit(Signal::risk_sign_in), "at none sign-in risk"},
    {Dimension::user_risk, signal_bit(Signal::risk_user), "at none user risk"},
    {Dimension::insider_risk, signal_bit(Signal::risk_insider), "at none insider risk"},
    {Dimension::service_principal_risk, signal_bit(Signal::risk_service_principal), "at none workload risk"},
    {Dimension::agent_risk, signal_bit(Signal::risk_agent), "at none agent risk"},
    {Dimension::devices, kDeviceSignals, "using non-compliant devices"},
});

/// The phrase of `dimension` alone, moved from `sentence` into a policy; false without one.
bool take_phrase(const model::Policy& sentence, Dimension dimension, model::Policy& probe) {
  const auto take = [](const auto& from, auto& to) {
    to = from;
    return from.has_value();
  };
  switch (dimension) {
    case Dimension::clients:
      return take(sentence.clients, probe.clients);
    case Dimension::flows:
      return take(sentence.flows, probe.flows);
    case Dimension::platforms:
      return take(sentence.platforms, probe.platforms);
    case Dimension::networks:
      return take(sentence.networks, probe.networks);
    case Dimension::sign_in_risk:
      return take(sentence.sign_in_risk, probe.sign_in_risk);
    case Dimension::user_risk:
      return take(sentence.user_risk, probe.user_risk);
    case Dimension::insider_risk:
      return take(sentence.insider_risk, probe.insider_risk);
    case Dimension::service_principal_risk:
      return take(sentence.service_principal_risk, probe.service_principal_risk);
    case Dimension::agent_risk:
      return take(sentence.agent_risk, probe.agent_risk);
    case Dimension::devices:
      probe.device_filters = sentence.device_filters;
      return !probe.device_filters.empty();
    case Dimension::users:
    case Dimension::workloads:
    case Dimension::targets:
    case Dimension::when:
    case Dimension::time:
      break;
  }
  return false;
}

std::vector<Choice> choices_of(Dimension dimension, const model::Test& test, const model::Tests& tests,
                               const model::PolicySet& model, bool& complete) {
  // A client that is not said is one that can be prompted, and no flow is said of most sign-ins: to say otherwise in
  // every test would hide what the test is about.
  if (dimension == Dimension::clients) return client_choices(test.sentence.clients.has_value());
  if (dimension == Dimension::flows) return test.sentence.flows ? flow_choices() : std::vector<Choice>();
  if (dimension == Dimension::platforms) return platform_choices();
  if (dimension == Dimension::networks) return network_choices(model, tests, complete);
  if (dimension == Dimension::devices) return device_choices(test.sentence.device_filters, complete);
  return risk_choices(dimension);
}

/// In a policy `none` matches no flow (SEMANTICS §8.11); in a test `by none flow` says that there is none.
bool is_no_flow(const model::Policy& phrase, const SignIn& sign_in) {
  return phrase.flows && (phrase.flows->mask & bit(Flow::none)) != 0 && sign_in.flow == Flow::none;
}

std::string probe_name(std::size_t row) { return {'p', static_cast<char>('a' + row)}; }

/// One policy for each phrase of the test, alone: whether it applies says whether a sign-in fits the phrase.
class Probes {
 public:
  Probes(const model::Test& test, const model::Tests& tests, const TestSubject& subject) : now_(subject.now) {
    model::PolicySet set;
    set.networks = tests.networks;
    set.strengths = tests.strengths;
    set.settings = subject.model.settings;
    for (std::size_t row = 0; row < kRows.size(); ++row) {
      model::Policy probe;
      probe.name = probe_name(row);
      if (!take_phrase(test.sentence, kRows[row].dimension, probe)) continue;
      probe.users = test.sentence.users;
      probe.machines = test.sentence.machines;
      model::TargetItem all;
      all.kind = model::TargetItem::Kind::all;
      probe.targets.include.push_back(all);
      probe.block = true;
      set.policies.push_back(std::move(probe));
    }
    DiagnosticSink sink;
    std::string error;
    const auto module = compile(set, subject.sources, {.strip = true}, sink);
    set_ = PolicySet::load(module, error);
    if (set_) scratch_.emplace(set_);
  }

  bool fits(std::size_t row, const SignIn& sign_in) {
    const auto policy = index_of(row);
    if (!policy || !scratch_) return false;
    evaluate(*scratch_, sign_in, {.now = now_, .strict = false}, decision_);
    return std::find(decision_.applied.begin(), decision_.applied.end(), *policy) != decision_.applied.end();
  }

 private:
  std::optional<std::uint32_t> index_of(std::size_t row) const {
    const std::string name = probe_name(row);
    for (std::uint32_t p = 0; set_ && p < set_->policy_count(); ++p) {
      if (set_->policy_name(p) == name) return p;
    }
    return std::nullopt;
  }

  std::int64_t now_;
  std::shared_ptr<const PolicySet> set_;
  std::optional<Scratch> scratch_;
  Decision decision_;
};

}  // namespace

std::vector<Circumstance> circumstances_of(const model::Test& test, const model::Tests& tests,
                                           const TestSubject& subject, SignIn& sign_in) {
  Probes probes(test, tests, subject);
  std::vector<Circumstance> all;
  for (std::size_t row = 0; row < kRows.size(); ++row) {
    Circumstance circumstance;
    circumstance.dimension = kRows[row].dimension;
    circumstance.signals = kRows[row].signals;
    circumstance.phrase = kRows[row].phrase;
    circumstance.choices = choices_of(circumstance.dimension, test, tests, subject.model, circumstance.complete);
    model::Policy phrase;
    circumstance.said = take_phrase(test.sentence, circumstance.dimension, phrase);
    if (circumstance.said) {
      std::erase_if(circumstance.choices, [&](const Choice& choice) {
        SignIn changed = sign_in;
        choice.apply(changed);
        if (is_no_flow(phrase, changed)) return false;
        return !probes.fits(row, changed);
      });
    }
    all.push_back(std::move(circumstance));
    // Moved first: what a choice applies may view the choice.
    if (all.back().said && !all.back().choices.empty()) all.back().choices.front().apply(sign_in);
  }
  return all;
}

}  // namespace doorward::analysis
