// Effects, claims and expectations.
#include "build.h"

namespace doorward::words {

ast::Effect Builder::effect(Index first, Index last) {
  ast::Effect effect;
  std::uint32_t begin = 0;
  std::uint32_t finish = 0;
  for (Index c = first; c < last; c = next(c)) {
    const Node kind = node(c).kind;
    if (kind != Node::block && kind != Node::controls && kind != Node::session) continue;
    // The effect begins at `block`, or at the `require` or `with` before its first control.
    if (finish == 0) begin = kind == Node::block ? node(c).first : node(c).first - 1;
    finish = node(c).last;
    if (kind == Node::block) effect.block = true;
    if (kind == Node::controls) effect.controls = controls(c);
  }
  effect.session = gather<ast::SessionControl>(first, last, Node::session, [this](Index c) { return session(c); });
  effect.span = span(begin, finish);
  return effect;
}

ast::Controls Builder::controls(Index n) {
  ast::Controls result;
  result.span = span(n);
  result.items = gather<ast::Control>(n, Node::control, [this](Index c) { return control(c); });
  result.any = result.items.size() == 1 || code(node(n + 1).last) == kOr;
  return result;
}

ast::Control Builder::control(Index n) {
  using Kind = ast::Control::Kind;
  const std::size_t first = node(n).first;
  ast::Control control{word(node(n).last - 1), span(n), Kind::plain};
  if (node(n).last - first == 2) {
    control.kind = code(first) == kStrength ? Kind::strength : code(first) == kTerms ? Kind::terms : Kind::custom;
  }
  return control;
}

ast::SessionControl Builder::session(Index n) {
  using Kind = ast::SessionControl::Kind;
  const std::size_t i = node(n).first;
  ast::SessionControl result;
  result.span = span(n);
  const Code first = code(i);
  const Code second = code(i + 1);
  if (first == kPersistent) {
    result.kind = Kind::persistent_browser;
  } else if (first == kNo) {
    result.kind = second == kPersistent   ? Kind::no_persistent_browser
                  : second == kContinuous ? Kind::no_continuous_access
                                          : Kind::no_resilience_defaults;
  } else if (first == kAppEnforced) {
    result.kind = Kind::app_enforced_restrictions;
  } else if (first == kApp) {
    result.kind = code(i + 2) == kMonitorOnly      ? Kind::app_control_monitor_only
                  : code(i + 2) == kBlockDownloads ? Kind::app_control_block_downloads
                                                   : Kind::app_control_custom;
  } else if (first == kStrict) {
    result.kind = second == kLocation ? Kind::strict_location_enforcement : Kind::strict_enforcement;
  } else if (first == kToken) {
    result.kind = Kind::token_protection;
  } else if (first == kFiltering) {
    result.kind = Kind::filtering_profile;
    result.profile = keep_word(i + 2);
  } else {
    session_every(n, result);
  }
  return result;
}

void Builder::session_every(Index n, ast::SessionControl& into) {
  using Kind = ast::SessionControl::Kind;
  std::size_t i = node(n).first;
  into.kind = code(i) == kSignIn ? Kind::sign_in_every : Kind::second_factor_every;
  i += code(i) == kSignIn ? 2U : 3U;
  if (code(i) == kTime) {
    into.every_time = true;
    return;
  }
  into.number = keep_word(i);
  into.days = one_of<kDay, kDays>(code(i + 1));
}

ast::Claim Builder::claim(Index n) {
  using Kind = ast::Claim::Kind;
  const std::size_t first = node(n).first;
  ast::Claim claim;
  claim.span = span(n);
  const Index what = child(n, Node::control);
  if (what != n) {
    claim.kind = Kind::require;
    claim.always = code(first) == kAlways;
    claim.control = control(what);
    return claim;
  }
  claim.always = code(first + 1) == kAlways;
  claim.kind = code(first + 2) == kBlocked ? Kind::blocked : Kind::granted;
  return claim;
}

ast::Expect Builder::expect(Index n) {
  using Outcome = ast::Expect::Outcome;
  std::size_t i = node(n).first + 1;
  ast::Expect expect;
  expect.span = span(n);
  expect.at_least = code(i) == kAt;
  if (expect.at_least) i += 2;
  for (Index c = n + 1; c < end(n); c = next(c)) {
    if (node(c).kind == Node::controls) expect.controls = controls(c);
  }
  expect.session = gather<ast::SessionControl>(n, Node::session, [this](Index c) { return session(c); });
  expect.outcome = expect.controls     ? Outcome::require
                   : code(i) == kGrant ? Outcome::grant
                   : code(i) == kBlock ? Outcome::block
                                       : Outcome::challenge;
  return expect;
}

}  // namespace doorward::words
