#include "resolve/claims.h"

#include <array>

namespace doorward::resolving {
namespace {

constexpr std::array<std::string_view, 3> kOutcomes{"grant", "block", "challenge"};

std::optional<model::NamedControl> named(Resolution& r, const ast::Control& control,
                                         std::span<const std::string_view> outcomes = {}) {
  const auto resolved = resolve_control(r, control, outcomes);
  if (!resolved) return std::nullopt;
  model::NamedControl result;
  result.text = kControls[static_cast<std::size_t>(resolved->kind)].graph;
  if (resolved->kind == ControlKind::strength) {
    const model::Strength& strength = r.set.strengths[resolved->strength];
    result.strength = strength.graph_id ? strength.graph_id->text : strength.name;
    result.text += ':' + result.strength;
  } else if (!resolved->id.text.empty()) {
    result.text += ':' + resolved->id.text;
  }
  return result;
}

/// Whether a `given` speaks of the one who signs in.
bool is_subject(const ast::Word& who, const ast::Subject& subject) {
  if (equals_ignoring_case(who.text, "user")) return true;
  return subject.kind == ast::Subject::Kind::people && !subject.people.empty() &&
         equals_ignoring_case(who.text, subject.people.front().name.text);
}

/// `given alice in contractors`: the one who signs in, and what they belong to.
std::optional<model::Expr> resolve_membership(Resolution& r, const ast::Expr& given, const ast::Subject& subject,
                                              bool subject_known) {
  const ast::Comparison& comparison = *given.comparison;
  const bool upn = !comparison.attribute.is_name();
  const bool user = equals_ignoring_case(comparison.attribute.text, "user");
  if (!upn && !user && r.names.find(comparison.attribute, kinds(Kind::user, Kind::agent)) == nullptr) {
    return std::nullopt;
  }
  if (!is_subject(comparison.attribute, subject)) {
    if (!subject_known) return std::nullopt;  // they may be the same but for a misspelling that was reported
    r.sink.report<Code::not_one_sign_in>(comparison.attribute.span, comparison.attribute.text).help =
        "say what is given of the one who signs in: `given user in " + written(comparison.values.front().text) + "`";
    return std::nullopt;
  }
  const Symbol* group = r.names.find(comparison.values.front(), kinds(Kind::group, Kind::role, Kind::people));
  const auto* items = group == nullptr ? nullptr : people_of(r, *group, comparison.values.front().span);
  if (items == nullptr) return std::nullopt;
  model::Expr expr;
  expr.kind = model::Expr::Kind::member;
  expr.members = *items;
  expr.origin = origin_of(given.span);
  return expr;
}

bool resolve_given(Resolution& r, const ast::Expr& given, const ast::Subject& subject, bool subject_known,
                   model::Test& test) {
  if (given.kind == ast::Expr::Kind::all_of) {
    bool good = true;
    for (const ast::Expr& child : given.children) good = resolve_given(r, child, subject, subject_known, test) && good;
    return good;
  }
  const bool member =
      given.kind == ast::Expr::Kind::comparison && given.comparison->form == ast::Comparison::Form::member;
  auto expr = member ? resolve_membership(r, given, subject, subject_known) : resolve_condition(r, given, std::nullopt);
  if (expr) test.given.push_back(std::move(*expr));
  return expr.has_value();
}

model::Expectation::Outcome outcome_of(ast::Expect::Outcome outcome) {
  switch (outcome) {
    case ast::Expect::Outcome::grant:
      return model::Expectation::Outcome::grant;
    case ast::Expect::Outcome::block:
      return model::Expectation::Outcome::block;
    case ast::Expect::Outcome::challenge:
      return model::Expectation::Outcome::challenge;
    case ast::Expect::Outcome::require:
      return model::Expectation::Outcome::require;
  }
  return model::Expectation::Outcome::block;
}

bool resolve_controls(Resolution& r, const ast::List<ast::Control>& controls,
                      std::vector<model::NamedControl>& resolved, std::span<const std::string_view> outcomes = {}) {
  bool good = true;
  for (const ast::Control& control : controls) {
    auto one = named(r, control, outcomes);
    good = good && one.has_value();
    if (one) resolved.push_back(std::move(*one));
  }
  return good;
}

bool resolve_expect(Resolution& r, const ast::Expect& expect, model::Test& test) {
  model::Expectation expectation;
  expectation.outcome = outcome_of(expect.outcome);
  expectation.at_least = expect.at_least;
  expectation.origin = origin_of(expect.span);
  bool good = resolve_session(r, expect.session, expectation.session);
  if (expect.controls) {
    expectation.any = expect.controls->any;
    // One word alone may be an outcome that is misspelt.
    const bool alone =
        expect.controls->items.size() == 1 && r.sources.text(expect.span).find("require") == std::string_view::npos;
    const std::span<const std::string_view> outcomes(kOutcomes.data(), alone ? kOutcomes.size() : 0);
    good = resolve_controls(r, expect.controls->items, expectation.controls, outcomes) && good;
  }
  test.expects.push_back(std::move(expectation));
  return good;
}

void resolve_test(Resolution& r, const ast::Test& written_as, model::Tests& tests) {
  model::Test test;
  test.origin = origin_of(written_as.span);
  test.title = written_as.title ? written_as.title->text : r.sources.text(written_as.sentence.span);
  test.sentence.origin = origin_of(written_as.sentence.span);
  r.names.begin_statement();
  const bool known = resolve_sentence(r, written_as.sentence, test.sentence);
  bool good = known;
  good = resolve_controls(r, written_as.done, test.done) && good;
  r.in_test = true;
  for (const ast::Expr& given : written_as.given) {
    good = resolve_given(r, given, written_as.sentence.subject, known, test) && good;
  }
  r.in_test = false;
  for (const ast::Expect& expect : written_as.expects) good = resolve_expect(r, expect, test) && good;
  if (good) tests.tests.push_back(std::move(test));
}

model::Proof::Claim claim_of(const ast::Claim& claim) {
  using Claim = model::Proof::Claim;
  switch (claim.kind) {
    case ast::Claim::Kind::blocked:
      return claim.always ? Claim::always_blocked : Claim::never_blocked;
    case ast::Claim::Kind::granted:
      return claim.always ? Claim::always_granted : Claim::never_granted;
    case ast::Claim::Kind::require:
      break;
  }
  return claim.always ? Claim::always_requires : Claim::never_requires;
}

/// The words of `span` with one blank between them.
std::string on_one_line(std::string_view text) {
  std::string line;
  bool blank = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (space) {
      blank = !line.empty();
      continue;
    }
    if (blank) line += ' ';
    blank = false;
    line += c;
  }
  return line;
}

void resolve_proof(Resolution& r, const ast::Proof& written_as, model::Tests& tests) {
  model::Proof proof;
  proof.origin = origin_of(written_as.span);
  Span words = written_as.sentence.span;
  words.end = written_as.claim.span.end;
  proof.text = on_one_line(r.sources.text(words));
  proof.sentence.origin = origin_of(written_as.sentence.span);
  proof.claim = claim_of(written_as.claim);
  r.names.begin_statement();
  bool good = resolve_sentence(r, written_as.sentence, proof.sentence);
  if (written_as.claim.control) {
    auto control = named(r, *written_as.claim.control);
    good = good && control.has_value();
    if (control) proof.control = std::move(*control);
  }
  if (good) tests.proofs.push_back(std::move(proof));
}

}  // namespace

void resolve_claims(Resolution& r, const ast::File& file, model::Tests& tests) {
  for (const ast::Proof& proof : file.proofs) resolve_proof(r, proof, tests);
  for (const ast::Test& test : file.tests) resolve_test(r, test, tests);
}

}  // namespace doorward::resolving
