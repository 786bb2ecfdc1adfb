#include "doorward/compiler/resolve.h"

#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include "doorward/grammar/parse.h"
#include "doorward/vocabulary/vocabulary.h"
#include "resolve/claims.h"
#include "resolve/missing.h"
#include "resolve/one_name.h"
#include "resolve/resolution.h"
#include "slot_table.h"

namespace doorward {
namespace resolving {
namespace {

model::PolicyState state_of(ast::PolicyState state) {
  switch (state) {
    case ast::PolicyState::enabled:
      return model::PolicyState::enabled;
    case ast::PolicyState::report_only:
      return model::PolicyState::report_only;
    case ast::PolicyState::disabled:
      return model::PolicyState::disabled;
  }
  return model::PolicyState::enabled;
}

void resolve_head(const ast::PolicyHead& head, model::Policy& policy) {
  policy.name = head.id.text;
  policy.title = head.title.text;
  policy.state = state_of(head.state);
  if (head.graph_id) policy.graph_id = model::Id::of(head.graph_id->text);
  if (head.template_id) policy.template_id = head.template_id->text;
  if (head.note) policy.note = head.note->text;
}

/// The policies of a set, with the ids that are taken.
class Policies {
 public:
  explicit Policies(Resolution& r) : r_(r) {}

  void add(const WardSource& source) {
    std::size_t bare = 0;
    for (const ast::Policy& written_as : source.tree->policies) {
      model::Policy policy;
      policy.origin = origin_of(written_as.span);
      r_.names.begin_statement();
      Span name_span = written_as.span;
      if (written_as.head) {
        resolve_head(*written_as.head, policy);
        name_span = written_as.head->id.span;
        if (is_blank_name(policy.name)) {
          r_.sink.report<Code::empty_name>(name_span, "a policy").help =
              "write an id before the title, such as `policy CA101 \"Block legacy authentication\"`";
        }
      } else {
        policy.name = source.stem + '#' + std::to_string(++bare);
      }
      const bool fresh = take_name(policy.name, name_span);
      bool good = resolve_sentence(r_, written_as.sentence, policy);
      good = resolve_effect(r_, written_as.effect, policy) && good;
      if (fresh && good) r_.set.policies.push_back(std::move(policy));
    }
  }

 private:
  bool take_name(const std::string& name, const Span& span) {
    Taken taken{folded(name), span};
    const std::uint64_t hash = std::hash<std::string>{}(taken.name);
    const auto found = slots_.find(hash, [&](std::uint32_t index) { return taken_[index].name == taken.name; });
    if (!found) {
      slots_.add(hash, static_cast<std::uint32_t>(taken_.size()));
      taken_.push_back(std::move(taken));
      return true;
    }
    Diagnostic& diagnostic = r_.sink.report<Code::policy_id_twice>(span, name);
    diagnostic.notes.push_back({taken_[*found].span, "first used here"});
    diagnostic.help = "give one of the two another id";
    return false;
  }

  struct Taken {
    std::string name;  // folded
    Span span;
  };

  Resolution& r_;
  std::vector<Taken> taken_;
  SlotTable slots_;  // of `taken_`
};

void resolve_settings_of(Resolution& r, const WardSource& source) {
  for (const ast::Settings& settings : source.tree->settings) {
    if (!source.in_root) {
      r.sink.report<Code::settings_not_in_root>(settings.span).help =
          "move `mfa settings` to a file in the root folder of the policy set";
      continue;
    }
    if (r.set.settings) {
      Diagnostic& diagnostic = r.sink.report<Code::settings_twice>(settings.span);
      diagnostic.notes.push_back({r.set.settings->origin.span, "first stated here"});
      diagnostic.help = "keep one `mfa settings`";
      continue;
    }
    r.set.settings = resolve_settings(r, settings);
  }
}

void check_editions(Resolution& r, const ast::File& file) {
  for (const ast::Edition& edition : file.editions) {
    if (edition.number.text != "1") {
      r.sink.report<Code::unknown_edition>(edition.number.span, edition.number.text).help = "write `ward 1`";
    }
  }
}

std::deque<ast::File> parse_prelude(SourceMap& sources, DiagnosticSink& sink) {
  std::deque<ast::File> trees;
  for (const vocabulary::WardFile& file : vocabulary::prelude()) {
    const SourceId id = sources.add("prelude/" + std::string(file.name), std::string(file.text));
    trees.push_back(parse(sources, id, sink));
  }
  return trees;
}

}  // namespace
}  // namespace resolving

model::PolicySet resolve(SourceMap& sources, std::span<const WardSource> files, const ResolveOptions& options,
                         DiagnosticSink& sink, model::Tests* tests) {
  const std::deque<ast::File> prelude = resolving::parse_prelude(sources, sink);
  resolving::Resolution r(sources, sink);
  resolving::add_builtin_parts(r);
  if (options.after_syntax_errors) r.names.be_lenient();
  for (const ast::File& tree : prelude) r.names.declare(tree, true);
  std::vector<const resolving::Symbol*> declared;
  for (const WardSource& file : files) {
    const auto added = r.names.declare(*file.tree, false);
    declared.insert(declared.end(), added.begin(), added.end());
  }
  resolving::resolve_declarations(r, declared);
  std::size_t count = 0;
  for (const WardSource& file : files) count += file.tree->policies.size();
  r.set.policies.reserve(count);
  resolving::Policies policies(r);
  for (const WardSource& file : files) {
    resolving::check_editions(r, *file.tree);
    resolving::resolve_settings_of(r, file);
    policies.add(file);
  }
  // Tests may add networks and strengths of their own, which are none of the policies'.
  auto networks = r.set.networks;
  auto strengths = r.set.strengths;
  model::Tests claims;
  for (const WardSource& file : files) resolving::resolve_claims(r, *file.tree, claims);
  if (options.question != nullptr) {
    model::Policy question;
    r.names.begin_statement();
    if (resolving::resolve_sentence(r, options.question->sentence, question)) claims.question = std::move(question);
  }
  r.names.finish();
  resolving::offer_missing_nouns(r.names, sink);
  resolving::offer_one_name(r.names, sources, sink);
  if (tests != nullptr) {
    claims.networks = std::move(r.set.networks);
    claims.strengths = std::move(r.set.strengths);
    *tests = std::move(claims);
  }
  r.set.networks = std::move(networks);
  r.set.strengths = std::move(strengths);
  return std::move(r.set);
}

}  // namespace doorward
