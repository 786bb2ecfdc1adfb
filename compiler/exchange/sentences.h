// A policy's sentence as Ward writes it: the subject and its phrases, in the formatter's order. Must not know heads or
// layout.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"
#include "exchange/nouns.h"

namespace doorward::exchange {

class SentenceWriter {
 public:
  SentenceWriter(const model::PolicySet& set, Nouns& nouns, DiagnosticSink& sink)
      : set_(set), nouns_(nouns), sink_(sink) {}

  /// The subject, the phrases and the effect, one text each; nothing after an error was reported.
  std::optional<std::vector<std::string>> write(const model::Policy& policy);

 private:
  void refuse(const model::Origin& origin, std::string_view what);
  std::string name(Kind kind, const model::Id& id, const model::Origin& use);

  // who
  std::string subject(const model::Subjects& users);
  void add_person(const model::SubjectItem& item, std::vector<std::string>& out);
  std::vector<std::string> people(const std::vector<model::SubjectItem>& items);
  void add_guests(const model::SubjectItem& item, std::vector<std::string>& out);
  std::string exempt(const model::SubjectItem& item, const std::string& person);
  std::string machines(const model::Machines& machines);
  void add_machines(const model::Machines& machines, bool agents, std::vector<std::string>& out);

  // what for, where, how
  std::string targets(const model::Targets& targets);
  std::string target(const model::TargetItem& item);
  std::vector<std::string> target_list(const std::vector<model::TargetItem>& items);
  std::string networks(const model::NetworkCondition& condition);
  std::string devices(const std::vector<model::Filter>& filters);
  std::string when(const model::Policy& policy);
  void add_masks(const model::Policy& policy, std::vector<std::string>& out);

  // demands
  std::string effect(const model::Policy& policy);
  std::string control(const model::Control& control);
  std::string session(const model::Session& session, const model::Origin& origin);

  const model::PolicySet& set_;
  Nouns& nouns_;
  DiagnosticSink& sink_;
  bool good_ = true;
};

}  // namespace doorward::exchange
