// Effects, claims, expectations, heads and settings.
#include <array>

#include "doorward/grammar/format.h"
#include "session_words.h"
#include "writer.h"

namespace doorward::writing {
namespace {

void add(Words& out, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) out.emplace_back(word);
}

}  // namespace

Pieces Writer::effect(const ast::Effect& effect) const {
  Pieces pieces;
  if (effect.block) pieces.push_back({{"block"}, effect.span.begin, false});
  if (effect.controls) {
    Piece piece{{"require"}, effect.controls->span.begin, false};
    controls(*effect.controls, piece.words);
    pieces.push_back(std::move(piece));
  }
  if (!effect.session.empty()) {
    Piece piece{{}, effect.session.front().span.begin, false, !pieces.empty()};
    session(effect.session, piece.words);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

void Writer::controls(const ast::Controls& controls, Words& out) const {
  for (std::size_t i = 0; i < controls.items.size(); ++i) {
    if (i > 0) out.emplace_back(controls.any ? "or" : "and");
    control(controls.items[i], out);
  }
}

void Writer::control(const ast::Control& control, Words& out) const {
  constexpr std::array<std::string_view, 4> kKinds{"", "strength", "terms", "custom"};
  if (control.kind != ast::Control::Kind::plain) out.emplace_back(kKinds[static_cast<std::size_t>(control.kind)]);
  const bool plain = control.kind == ast::Control::Kind::plain;
  const FactRow* row = plain ? find_ward(kControls, control.name.text) : nullptr;
  out.push_back(row != nullptr ? std::string(row->ward) : text(control.name));
}

void Writer::session(const ast::List<ast::SessionControl>& session, Words& out) const {
  for (std::size_t i = 0; i < session.size(); ++i) {
    if (i == 0) out.emplace_back("with");
    if (i > 0) out.back() += ',';
    this->session(session[i], out);
  }
}

void Writer::session(const ast::SessionControl& control, Words& out) const {
  std::string_view said = kSessionWords[static_cast<std::size_t>(control.kind)];
  for (std::size_t blank = said.find(' '); !said.empty(); blank = said.find(' ')) {
    out.emplace_back(said.substr(0, blank));
    said = blank == std::string_view::npos ? std::string_view() : said.substr(blank + 1);
  }
  if (control.every_time) out.emplace_back("time");
  if (control.number) {
    const bool one = control.number->text == "1";
    add(out, {control.number->text, control.days ? (one ? "day" : "days") : (one ? "hour" : "hours")});
  }
  if (control.kind == ast::SessionControl::Kind::filtering_profile) out.push_back(text(*control.profile));
}

Piece Writer::claim(const ast::Claim& claim) const {
  using Kind = ast::Claim::Kind;
  Piece piece{{}, claim.span.begin, false};
  const std::string_view how = claim.always ? "always" : "never";
  if (claim.kind == Kind::require) {
    add(piece.words, {how, "require"});
    if (claim.control) control(*claim.control, piece.words);
  } else {
    add(piece.words, {"are", how, claim.kind == Kind::blocked ? "blocked" : "granted"});
  }
  return piece;
}

Piece Writer::done(const ast::Test& test) const {
  Piece piece{{"having", "done"}, test.done.front().span.begin, false};
  for (std::size_t i = 0; i < test.done.size(); ++i) {
    if (i > 0) piece.words.emplace_back("and");
    control(test.done[i], piece.words);
  }
  return piece;
}

Piece Writer::expect(const ast::Expect& expect) const {
  using Outcome = ast::Expect::Outcome;
  Piece piece{{"expect"}, expect.span.begin, false};
  if (expect.at_least) add(piece.words, {"at", "least"});
  if (expect.outcome == Outcome::grant) piece.words.emplace_back("grant");
  if (expect.outcome == Outcome::block) piece.words.emplace_back("block");
  if (expect.outcome == Outcome::challenge) piece.words.emplace_back("challenge");
  if (expect.controls) piece.words.emplace_back("require");
  if (expect.controls) controls(*expect.controls, piece.words);
  session(expect.session, piece.words);
  return piece;
}

Pieces Writer::policy_head(const ast::PolicyHead& head) const {
  Piece piece{{}, head.span.begin, false};
  if (head.state == ast::PolicyState::report_only) piece.words.emplace_back("report-only");
  if (head.state == ast::PolicyState::disabled) piece.words.emplace_back("disabled");
  const std::string id = head.id.quoted() ? quoted(head.id.text) : std::string(head.id.text);
  add(piece.words, {"policy", id, text(head.title)});
  if (head.graph_id) piece.words.push_back("as " + std::string(head.graph_id->text));
  if (head.template_id) piece.words.push_back("template " + std::string(head.template_id->text));
  Pieces pieces{std::move(piece)};
  if (head.note) pieces.push_back({{"note", text(*head.note)}, head.note->span.begin, false});
  return pieces;
}

Pieces Writer::settings(const ast::Settings& settings) const {
  constexpr std::array<std::string_view, 3> kPrecedences{"takes precedence", "overrides policies", "is ignored"};
  Pieces pieces{{{"mfa settings"}, settings.span.begin, true}};
  if (!settings.trusted_ips.empty()) {
    Piece piece{{"trusted", "ips"}, settings.trusted_ips_span.begin, true};
    list(settings.trusted_ips, Separator::commas, piece.words);
    pieces.push_back(std::move(piece));
  }
  if (settings.remember_days) {
    const std::string_view days = settings.remember_days->text;
    pieces.push_back({{"remember", "devices", "for", std::string(days), days == "1" ? "day" : "days"},
                      settings.remember_days_span.begin,
                      true});
  }
  if (settings.app_passwords_allowed) {
    pieces.push_back({{*settings.app_passwords_allowed ? "app passwords allowed" : "app passwords not allowed"},
                      settings.app_passwords_span.begin,
                      true});
  }
  if (settings.precedence) {
    pieces.push_back({{"user state " + std::string(kPrecedences[static_cast<std::size_t>(*settings.precedence)])},
                      settings.precedence_span.begin,
                      true});
  }
  return pieces;
}

}  // namespace doorward::writing
