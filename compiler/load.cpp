#include "doorward/compiler/load.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "check.h"
#include "doorward/grammar/parse.h"
#include "load_files.h"

namespace doorward {

namespace {

/// Policies are large: their positions are sorted, and each is moved once, within the memory that they have.
void sort_by_name(std::vector<model::Policy>& policies) {
  const auto before = [](const model::Policy& a, const model::Policy& b) { return a.name < b.name; };
  if (std::is_sorted(policies.begin(), policies.end(), before)) return;
  std::vector<std::size_t> order(policies.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return before(policies[a], policies[b]); });
  constexpr std::size_t kInPlace = std::numeric_limits<std::size_t>::max();
  for (std::size_t begin = 0; begin < order.size(); ++begin) {
    if (order[begin] == kInPlace || order[begin] == begin) continue;
    model::Policy first = std::move(policies[begin]);
    std::size_t to = begin;
    for (std::size_t from = order[to]; from != begin; from = order[to]) {
      policies[to] = std::move(policies[from]);
      order[to] = kInPlace;
      to = from;
    }
    policies[to] = std::move(first);
    order[to] = kInPlace;
  }
}

/// Nobody reads more, and to show each error of one long line would take time by the square of its length.
void keep_first_errors(DiagnosticSink& sink) {
  std::map<SourceId, std::size_t> errors;
  std::set<SourceId> told;  // that there are more
  std::vector<Diagnostic> kept;
  for (Diagnostic& diagnostic : sink.diagnostics()) {
    const SourceId source = diagnostic.span.source;
    const bool more = diagnostic.code == Code::too_many_errors;
    if (diagnostic.severity == Severity::error && (more || ++errors[source] > kMaxErrors)) {
      if (!told.insert(source).second) continue;
      DiagnosticSink last;
      kept.push_back(last.report<Code::too_many_errors>(diagnostic.span, kMaxErrors));
    } else {
      kept.push_back(std::move(diagnostic));
    }
  }
  sink.diagnostics() = std::move(kept);
}

}  // namespace

LoadedSources load_sources(const std::vector<std::string>& paths, const LoadOptions& options, SourceMap& sources,
                           DiagnosticSink& sink) {
  FileLoader files(sources, sink);
  for (const std::string& path : paths) files.load(path);
  for (const std::string& path : options.beside) files.load_beside(path);

  LoadedSources loaded;
  loaded.sources = files.order();
  std::vector<WardSource> ward = files.ward();
  ast::File more;
  if (!options.more_ward.empty()) {
    more = parse(sources, sources.add(std::string(kMoreWardName), options.more_ward), sink);
    ward.push_back({&more, std::string(kMoreWardName), true});
  }
  std::deque<ast::File> texts;
  for (const NamedText& text : options.texts) {
    texts.push_back(parse(sources, sources.add(text.name, text.text), sink));
    ward.push_back({&texts.back(), text.name, true});
  }
  std::optional<ast::Question> question;
  if (!options.question.empty()) {
    question = parse_sentence(sources, sources.add(std::string(kQuestionName), options.question), sink);
  }
  loaded.set = resolve(sources, ward, {sink.has_errors(), question ? &*question : nullptr}, sink, &loaded.tests);

  GraphReader graph(sources, {options.ignore_unknown, options.skip_refused}, sink);
  for (const GraphSource& file : files.graph()) graph.add(file.source, file.origin, file.name);
  graph.finish(loaded.set);
  loaded.passed_over = graph.passed_over();

  loaded.left_out = graph.left_out();
  std::size_t expected = 0;  // errors
  for (const LeftOutPolicy& policy : loaded.left_out) expected += policy.errors;
  if (sink.errors() == expected) check(loaded.set, sink);
  loaded.usable = sink.errors() == expected;
  sort_by_name(loaded.set.policies);
  // Stages report one after the other; people read from top to bottom.
  std::stable_sort(sink.diagnostics().begin(), sink.diagnostics().end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.span.source, a.span.begin) < std::tie(b.span.source, b.span.begin);
  });
  keep_first_errors(sink);
  return loaded;
}

}  // namespace doorward
