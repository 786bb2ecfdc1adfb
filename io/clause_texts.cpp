#include "clause_texts.h"

#include <map>
#include <utility>

#include "decision_words.h"

namespace doorward {

ClauseTexts::ClauseTexts(const PolicySet& set) : set_(set) {
  std::map<std::pair<bool, std::vector<std::uint32_t>>, std::uint32_t> forms;
  const auto count = static_cast<std::uint32_t>(set.policy_count());
  for (std::uint32_t policy = 0; policy < count; ++policy) {
    const auto controls = set.controls(policy);
    std::vector<std::uint32_t> list(controls.begin(), controls.end());
    const auto next = static_cast<std::uint32_t>(forms.size());
    form_of_.push_back(forms.try_emplace({set.clause_is_any(policy), std::move(list)}, next).first->second);
  }
  forms_.resize(forms.size());
}

std::string_view ClauseTexts::of(const Clause& clause) {
  Form& form = forms_[form_of_[clause.policy]];
  if (form.text.empty() || form.unmet != clause.unmet || form.status != clause.status) write(clause, form);
  return form.text;
}

void ClauseTexts::write(const Clause& clause, Form& form) {
  const auto controls = set_.controls(clause.policy);
  json_.clear();
  json_.open_object();
  json_.word_member("operator", set_.clause_is_any(clause.policy) ? "OR" : "AND");
  json_.key("controls");
  json_.open_list();
  for (const std::uint32_t control : controls) json_.text(set_.control(control));
  json_.close_list();
  json_.key("unmet");
  json_.open_list();
  for (std::size_t i = 0; i < controls.size(); ++i) {
    if ((clause.unmet >> i & 1U) != 0) json_.text(set_.control(controls[i]));
  }
  json_.close_list();
  json_.word_member("status", word(clause.status));
  json_.close_object();
  form.text = json_.view();
  form.text.front() = ',';
  form.unmet = clause.unmet;
  form.status = clause.status;
}

}  // namespace doorward
