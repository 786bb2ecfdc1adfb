#include "resolve/one_name.h"

#include <algorithm>

#include "doorward/grammar/format.h"
#include "doorward/grammar/keyword.h"
#include "resolve/foreign_names.h"

namespace doorward::resolving {
namespace {

using Place = SideBySide::Place;

KindSet kinds_of(Place place) {
  switch (place) {
    case Place::name:
      return ~KindSet{0};
    case Place::person:
      return kPersonKinds;
    case Place::network:
      return kind_bit(Kind::network);
    case Place::device:
      return kind_bit(Kind::device);
    case Place::client:
      return kind_bit(Kind::clients);
    case Place::target:
      return kinds(Kind::app, Kind::context);
    case Place::control:
      return kind_bit(Kind::strength);
    case Place::platform:
    case Place::flow:
    case Place::level:
      break;
  }
  return 0;
}

std::span<const FactRow> words_of(Place place) {
  switch (place) {
    case Place::platform:
      return kPlatforms;
    case Place::flow:
      return kFlows;
    case Place::level:
      return kInsiderRisks;
    case Place::target:
      return kUserActions;
    case Place::control:
      return kControls;
    case Place::name:
    case Place::person:
    case Place::network:
    case Place::device:
    case Place::client:
      break;
  }
  return {};
}

/// The names of one message.
class Side {
 public:
  Side(const Names& names, const SourceMap& sources, const SideBySide& words)
      : names_(names), sources_(sources), words_(words) {}

  /// What is known by these words, as Ward writes it; empty when nothing is.
  std::string known(const SideBySide::Run& run) const {
    const std::string blank = joined(run);
    const std::string hyphen = hyphenated(blank);
    if (const FactRow* row = find_ward(words_of(words_.place), hyphen)) return std::string(row->ward);
    if (words_.place == Place::control) {
      if (const auto ward = foreign_name(Foreign::control, blank); !ward.empty()) return std::string(ward);
    }
    const KindSet kinds = kinds_of(words_.place);
    std::string name(name_of_title(blank, kinds));
    for (const std::string& known : {blank, hyphen}) {
      if (const Symbol* symbol = names_.peek(known, kinds)) name = written(symbol->name);
    }
    const bool strength = words_.place == Place::control && !name.empty();
    const bool said = run.begin > 0 && equals_ignoring_case(word(run.begin - 1), "strength");
    return strength && !said ? "strength " + name : name;
  }

  std::string joined(const SideBySide::Run& run) const {
    std::string text;
    for (std::size_t i = run.begin; i < run.end; ++i) text += (text.empty() ? "" : " ") + std::string(word(i));
    return text;
  }
  Span span(const SideBySide::Run& run) const {
    const Span first = words_.words[run.begin];
    return {first.source, first.begin, words_.words[run.end - 1].end};
  }
  /// How many of the words are names on their own.
  std::size_t nouns(const SideBySide::Run& run) const {
    std::size_t count = 0;
    for (std::size_t i = run.begin; i < run.end; ++i) {
      const bool fact =
          find_ward(words_of(words_.place), word(i)) != nullptr || find_ward(kRiskLevels, word(i)) != nullptr;
      count += fact || names_.peek(word(i), kinds_of(words_.place)) != nullptr ? 1U : 0U;
    }
    return count;
  }
  /// `roles`, `contexts`: such words hardly stand in a name.
  bool has_keyword(const SideBySide::Run& run) const {
    bool found = false;
    for (std::size_t i = run.begin; i < run.end; ++i) found = found || is_keyword(word(i));
    return found;
  }

 private:
  std::string_view word(std::size_t i) const { return sources_.text(words_.words[i]); }

  const Names& names_;
  const SourceMap& sources_;
  const SideBySide& words_;
};

Fix fix_of(const Side& side, const SideBySide::Run& run, const std::string& right, bool guess) {
  return {"write `" + right + '`', {{side.span(run), right}}, false, guess};
}

void offer(const Side& side, const SideBySide& names, Diagnostic& diagnostic) {
  for (const SideBySide::Run& run : names.runs) {
    const std::string right = side.known(run);
    if (right.empty()) continue;
    const bool several = side.nouns(run) == run.end - run.begin;
    if (!several) diagnostic.fixes.clear();
    diagnostic.fixes.insert(diagnostic.fixes.begin(), fix_of(side, run, right, several));
    diagnostic.help = diagnostic.fixes.front().title;
    return;
  }
  const auto run = std::find_if(names.runs.begin(), names.runs.end(),
                                [&](const SideBySide::Run& each) { return !side.has_keyword(each); });
  if (run == names.runs.end() || side.nouns(*run) == run->end - run->begin) return;
  const std::string right = quoted(side.joined(*run));
  std::erase_if(diagnostic.fixes, [](const Fix& fix) { return fix.title.starts_with("write `\""); });
  diagnostic.fixes.insert(diagnostic.fixes.begin(), fix_of(side, *run, right, true));
  diagnostic.help = diagnostic.fixes.front().title + " if it is one name" +
                    (diagnostic.fixes.size() == 1 ? std::string() : "; else " + diagnostic.help);
}

}  // namespace

void offer_one_name(const Names& names, const SourceMap& sources, DiagnosticSink& sink) {
  for (Diagnostic& diagnostic : sink.diagnostics()) {
    if (!diagnostic.names) continue;
    offer(Side(names, sources, *diagnostic.names), *diagnostic.names, diagnostic);
  }
}

}  // namespace doorward::resolving
