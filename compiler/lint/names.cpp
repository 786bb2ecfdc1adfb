// Names of policies and nouns: unused, doubled, off the pattern.
#include <map>
#include <unordered_map>

#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

bool of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// How often each word stands in the Ward sources, texts in quotes counting as one word and comments not at all.
std::unordered_map<std::string, std::size_t> count_words(const Scene& scene) {
  std::unordered_map<std::string, std::size_t> counts;
  for (const ast::File& tree : scene.trees) {
    const std::string_view text = scene.sources.text(tree.source);
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t begin = i;
      if (text[i] == '#') {
        i = std::min(text.find('\n', i), text.size());
      } else if (text[i] == '"') {
        i = std::min(text.find_first_of("\"\n", i + 1), text.size());
        ++counts[folded(text.substr(begin + 1, i - begin - 1))];
        i = std::min(i + 1, text.size());
      } else if (of_word(text[i])) {
        while (i < text.size() && of_word(text[i])) ++i;
        ++counts[folded(text.substr(begin, i - begin))];
      } else {
        ++i;
      }
    }
  }
  return counts;
}

std::string_view kind_word(ast::DeclarationKind kind) {
  switch (kind) {
    case ast::DeclarationKind::user:
      return "the user";
    case ast::DeclarationKind::group:
      return "the group";
    case ast::DeclarationKind::app:
      return "the app";
    case ast::DeclarationKind::role:
      return "the role";
    case ast::DeclarationKind::workload:
      return "the workload";
    case ast::DeclarationKind::agent:
      return "the agent";
    case ast::DeclarationKind::tenant:
      return "the tenant";
    case ast::DeclarationKind::terms:
      return "the terms";
    case ast::DeclarationKind::custom:
      return "the custom control";
    case ast::DeclarationKind::profile:
      return "the profile";
    case ast::DeclarationKind::people:
      return "the people";
    case ast::DeclarationKind::clients:
      return "the clients";
    case ast::DeclarationKind::network:
      return "the network";
    case ast::DeclarationKind::device:
      return "the device";
    case ast::DeclarationKind::strength:
      return "the strength";
    case ast::DeclarationKind::context:
      return "the context";
  }
  return "";
}

/// Takes the lines of a declaration out.
Fix removal(const Scene& scene, const Span& span) {
  const std::string_view text = scene.sources.text(span.source);
  const std::size_t end = text.find('\n', span.end);
  const auto past = static_cast<std::uint32_t>(end == std::string_view::npos ? text.size() : end + 1);
  return {"delete the declaration", {{{span.source, span.begin, past}, ""}}, true};
}

template <class Take>
void each_declaration(const Scene& scene, const Take& take) {
  for (const ast::File& tree : scene.trees) {
    for (const ast::Declaration& declaration : tree.declarations) take(declaration);
  }
}

void report_unused_networks(const Scene& scene) {
  std::vector<bool> used(scene.set.networks.size());
  const auto use = [&](const model::NetworkCondition& condition) {
    for (const auto* items : {&condition.include, &condition.exclude}) {
      for (const model::NetworkItem& item : *items) {
        if (item.kind == model::NetworkItem::Kind::named) used[item.network] = true;
      }
    }
  };
  for (const Policy& policy : scene.set.policies) {
    if (policy.networks) use(*policy.networks);
  }
  for (const model::Network& network : scene.set.networks) use(network.composite);
  for (std::size_t i = 0; i < used.size(); ++i) {
    const model::Network& network = scene.set.networks[i];
    if (used[i] || network.builtin || network.trusted || network.origin.json_path.empty()) continue;
    scene.report<Code::unused_noun>(network.origin, "the named location", network.name).help = "delete it";
  }
}

/// `*` any text, `?` a character, `#` a digit.
bool fits(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    for (std::size_t skip = 0; skip <= text.size(); ++skip) {
      if (fits(text.substr(skip), pattern.substr(1))) return true;
    }
    return false;
  }
  if (text.empty()) return false;
  const bool digit = text.front() >= '0' && text.front() <= '9';
  const bool same = pattern.front() == '#' ? digit : pattern.front() == '?' || pattern.front() == text.front();
  return same && fits(text.substr(1), pattern.substr(1));
}

}  // namespace

void lint_unused_noun(const Scene& scene) {
  const auto counts = count_words(scene);
  each_declaration(scene, [&](const ast::Declaration& declaration) {
    const bool trusted = declaration.kind == ast::DeclarationKind::network && declaration.trusted;
    const auto count = counts.find(folded(declaration.name.text));
    if (trusted || (count != counts.end() && count->second > 1)) return;
    Diagnostic& found = scene.report<Code::unused_noun>({declaration.name.span, {}}, kind_word(declaration.kind),
                                                        declaration.name.text);
    found.fixes.push_back(removal(scene, declaration.span));
  });
  report_unused_networks(scene);
}

void lint_two_names_one_id(const Scene& scene) {
  std::map<std::pair<ast::DeclarationKind, std::string>, const ast::Declaration*> seen;
  each_declaration(scene, [&](const ast::Declaration& declaration) {
    const ast::Word* id = std::get_if<ast::Word>(&declaration.value);
    if (id == nullptr || declaration.kind == ast::DeclarationKind::context) return;
    const auto [first, fresh] = seen.try_emplace({declaration.kind, canonical_id(id->text)}, &declaration);
    if (fresh || first->second->name.text == declaration.name.text) return;
    Diagnostic& found = scene.report<Code::two_names_one_id>({declaration.name.span, {}}, first->second->name.text,
                                                             declaration.name.text);
    found.notes.push_back({first->second->name.span, "first declared here"});
    found.help = "keep one of the two names";
  });
}

void lint_name_of_two_kinds(const Scene& scene) {
  std::unordered_map<std::string, const ast::Declaration*> seen;
  each_declaration(scene, [&](const ast::Declaration& declaration) {
    const auto [first, fresh] = seen.try_emplace(folded(declaration.name.text), &declaration);
    if (fresh || first->second->kind == declaration.kind) return;
    Diagnostic& found = scene.report<Code::name_of_two_kinds>({declaration.name.span, {}}, declaration.name.text);
    found.notes.push_back({first->second->name.span, "first declared here"});
    found.help = "give one of the two another name";
  });
}

void lint_same_title(const Scene& scene) {
  std::unordered_map<std::string, const Policy*> seen;
  for (const Policy& policy : scene.set.policies) {
    if (policy.title.empty()) continue;
    const auto [first, fresh] = seen.try_emplace(folded(policy.title), &policy);
    if (fresh) continue;
    Diagnostic& found = scene.report<Code::same_title>(policy.origin, policy.title);
    found.notes.push_back({first->second->origin.span, "the other policy"});
    found.help = "give one of the two another title";
  }
}

void lint_policy_without_id(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!policy.title.empty() || !policy.origin.json_path.empty() || policy.name.find('#') == std::string::npos)
      continue;
    scene.report<Code::policy_without_id>(policy.origin, policy.name).help = "begin it with `policy ID \"Title\"`";
  }
}

void lint_name_off_pattern(const Scene& scene) {
  if (scene.options.id_pattern.empty()) return;
  constexpr std::size_t longest = 200;
  for (const Policy& policy : scene.set.policies) {
    const std::string name = label(policy);
    const bool graph = !policy.origin.json_path.empty();
    // A title in Graph carries its id in front: `CA001 Require MFA`.
    const std::string pattern = graph ? scene.options.id_pattern + '*' : scene.options.id_pattern;
    if (name.size() <= longest && fits(name, pattern)) continue;
    scene.report<Code::name_off_pattern>(policy.origin, name, scene.options.id_pattern).help = "rename it";
  }
}

}  // namespace doorward::linting
