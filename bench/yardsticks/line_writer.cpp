#include "line_writer.h"

namespace doorward::yardstick {
namespace {

constexpr std::array<const char*, 3> kOutcomes{"grant", "challenge", "block"};
constexpr std::array<const char*, 3> kStatusWords{"satisfied", "pending", "failed"};
constexpr std::array<const char*, 3> kControls{"mfa", "compliantDevice", "domainJoinedDevice"};
/// The attributes of workload.h in the order of their paths.
constexpr std::array<std::pair<Attribute, const char*>, kAttributes> kPaths{{
    {Attribute::is_compliant, "device.isCompliant"},
    {Attribute::extension_attribute_1, "device.properties.extensionAttribute1"},
    {Attribute::manufacturer, "device.properties.manufacturer"},
    {Attribute::model, "device.properties.model"},
    {Attribute::operating_system, "device.properties.operatingSystem"},
    {Attribute::trust_type, "device.trustType"},
}};

void add_to_list(std::string& list, std::string_view word) {
  if (!list.empty()) list += ',';
  list.append("\"").append(word).append("\"");
}

std::string control_list(std::size_t set) {
  std::string list;
  for (std::size_t i = 0; i < kControls.size(); ++i) {
    if ((set >> i & 1U) != 0) add_to_list(list, kControls[i]);
  }
  return list;
}

}  // namespace

LineWriter::LineWriter(const Workload& work) : work_(work) {
  for (const Policy& policy : work.policies) {
    names_.push_back("\"" + policy.id + "\"");
    openings_.push_back("{\"policy\":" + names_.back() + ",\"operator\":\"" + (policy.any ? "OR" : "AND") +
                        "\",\"controls\":[");
  }
  for (std::size_t controls = 0; controls < kControlSets; ++controls) {
    for (std::size_t unmet = 0; unmet < kControlSets; ++unmet) {
      for (std::size_t status = 0; status < kStatuses; ++status) {
        demands_[controls][unmet][status] = control_list(controls) + "],\"unmet\":[" + control_list(unmet) +
                                            "],\"status\":\"" + kStatusWords[status] + "\"}";
      }
    }
  }
  for (std::size_t set = 0; set < assumed_.size(); ++set) {
    for (const auto& [attribute, path] : kPaths) {
      if ((set >> static_cast<unsigned>(attribute) & 1U) != 0) add_to_list(assumed_[set], path);
    }
  }
}

void LineWriter::add(std::string_view text) { line_.append(text); }

std::string_view LineWriter::write(std::string_view id, const Answer& answer) {
  line_.clear();
  const auto add_names = [&](const std::vector<std::uint32_t>& policies) {
    for (std::size_t i = 0; i < policies.size(); ++i) {
      if (i != 0) add(",");
      add(names_[policies[i]]);
    }
  };
  add("{\"id\":\"");
  add(id);
  add("\",\"outcome\":\"");
  add(kOutcomes[answer.outcome]);
  add("\",\"require\":[");
  for (std::size_t i = 0; i < answer.clauses.size(); ++i) {
    const Clause& clause = answer.clauses[i];
    if (i != 0) add(",");
    add(openings_[clause.policy]);
    add(demands_[work_.policies[clause.policy].controls][clause.unmet][static_cast<std::size_t>(clause.status)]);
  }
  add("],\"session\":{},\"reauthenticate\":false,\"register\":false,\"next\":[");
  if (answer.next != 0) add("\"mfa\"");
  add("],\"assumed\":[");
  add(assumed_[answer.assumed]);
  add("],\"policies\":{\"applied\":[");
  add_names(answer.applied);
  add("],\"blockedBy\":[");
  add_names(answer.blocked_by);
  add("],\"reportOnly\":[]},\"userState\":{\"state\":\"disabled\",\"effect\":\"none\",\"status\":\"satisfied\","
      "\"overrode\":[]}}\n");
  return line_;
}

}  // namespace doorward::yardstick
