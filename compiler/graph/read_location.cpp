// Named locations: address ranges, countries, the compliant network (ENTRA.md §3.6).
#include "doorward/compiler/address.h"
#include "doorward/vocabulary/vocabulary.h"
#include "graph/readers.h"

namespace doorward::graph {
namespace {

constexpr int kWidestPrefix = 8;  // Graph refuses wider ranges (ENTRA.md §7.1)

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

void read_range(Reading& reading, const std::string& text, const Place& at, model::Network& out) {
  const std::optional<ParsedRange> parsed = parse_range(text);
  if (!parsed) {
    reading.report<Code::not_an_address_range>(at, text).help =
        "write CIDR, for example `203.0.113.0/24` or `2001:db8::/48`";
    return;
  }
  const int mapped_bits = text.find(':') == std::string::npos ? 96 : 0;
  if (parsed->range.prefix - mapped_bits < kWidestPrefix) {
    reading.report<Code::range_too_wide>(at, text, kWidestPrefix).help =
        "write narrower ranges, or `All` in the policy";
    return;
  }
  if (parsed->host_bits) {
    const std::string masked = to_string(parsed->range);
    Diagnostic& found = reading.report<Code::host_bits_masked>(at, text);
    found.help = "write `" + masked + '`';
    found.fixes.push_back({found.help, {{found.span, '"' + masked + '"'}}, true});
  }
  out.ranges.push_back({parsed->range.first, parsed->range.prefix, at.origin()});
}

void read_ranges(Reading& reading, const Place& list, model::Network& out) {
  for (const Place& at : objects_of(reading, list)) {
    const Fields fields(reading, Object::ip_range, at);
    const Place cidr = fields.get("cidrAddress");
    if (!cidr) {
      reading.report<Code::missing_graph_field>(at, "an address range", "cidrAddress").help =
          "write `{\"cidrAddress\": \"203.0.113.0/24\"}`";
      continue;
    }
    if (const auto text = text_of(reading, cidr)) read_range(reading, *text, cidr, out);
  }
}

void read_countries(Reading& reading, const Fields& fields, model::Network& out) {
  for (const auto& [text, at] : texts_of(reading, fields.get("countriesAndRegions"))) {
    if (vocabulary::is_country(text)) {
      out.countries.push_back(upper(text));
    } else {
      reading.report<Code::not_a_country>(at, text).help = "write a two-letter code of ISO 3166-1, for example `FI`";
    }
  }
  out.include_unknown_country = truth_of(reading, fields.get("includeUnknownCountriesAndRegions")).value_or(false);
  const Place method = fields.get("countryLookupMethod");
  const auto word = text_of(reading, method);
  if (!word) return;
  out.by_gps = equals_ignoring_case(*word, "authenticatorAppGps");
  if (!out.by_gps && !equals_ignoring_case(*word, "clientIpAddress")) {
    static constexpr std::string_view kMethods[] = {"clientIpAddress", "authenticatorAppGps"};
    report_unknown_value(reading, method, *word, "countryLookupMethod", kMethods);
  }
}

// What kind of location this is, by its type and else by its fields.
std::optional<model::Network::Kind> kind_of(Reading& reading, const Fields& fields) {
  using Kind = model::Network::Kind;
  const JsonNode* type = find_member(*fields.place().node, "@odata.type");
  const std::string_view text = type == nullptr ? std::string_view{} : std::string_view(type->text);
  const std::string_view name = text.substr(text.rfind('.') == std::string_view::npos ? 0 : text.rfind('.') + 1);
  if (equals_ignoring_case(name, "ipNamedLocation")) return Kind::ranges;
  if (equals_ignoring_case(name, "countryNamedLocation")) return Kind::countries;
  if (equals_ignoring_case(name, "compliantNetworkNamedLocation")) return Kind::compliant;
  if (fields.has("ipRanges")) return Kind::ranges;
  if (fields.has("countriesAndRegions")) return Kind::countries;
  if (fields.has("compliantNetworkType")) return Kind::compliant;
  reading.report<Code::location_without_kind>(fields.place()).help =
      "export it again with `@odata.type`, `ipRanges` or `countriesAndRegions`";
  return std::nullopt;
}

}  // namespace

std::optional<model::Network> read_location(Reading& reading, const Place& at) {
  const Fields fields(reading, Object::location, at);
  model::Network network;
  network.origin = at.origin();
  const auto kind = kind_of(reading, fields);
  if (!kind) return std::nullopt;
  network.kind = *kind;
  if (const Place name = fields.get("displayName")) network.name = text_of(reading, name).value_or("");
  if (const Place id = fields.get("id")) {
    if (const auto text = text_of(reading, id)) network.graph_id = read_id(reading, *text, id);
  }
  if (network.name.empty() && network.graph_id) network.name = network.graph_id->text;
  const Place trusted = fields.get("isTrusted");
  network.trusted = truth_of(reading, trusted).value_or(false);
  read_ranges(reading, fields.get("ipRanges"), network);
  read_countries(reading, fields, network);
  if (network.trusted && network.kind != model::Network::Kind::ranges) {
    reading.report<Code::trust_does_not_count>(trusted).help = "only address ranges can be trusted";
    network.trusted = false;
  }
  const bool empty_ranges = network.kind == model::Network::Kind::ranges && !fields.has("ipRanges");
  const bool empty_countries = network.kind == model::Network::Kind::countries && !fields.has("countriesAndRegions") &&
                               !network.include_unknown_country;
  if (empty_ranges || empty_countries) {
    reading.report<Code::missing_graph_field>(at, "a named location", empty_ranges ? "ipRanges" : "countriesAndRegions")
        .help = "a location of nothing matches nothing";
    return std::nullopt;
  }
  return network;
}

}  // namespace doorward::graph
