// The grammar of Ward as PEGTL rules over words (docs/language.md, "Grammar"; the names are those of the EBNF there).
// Included by match.cpp alone. A rule with a `node` leaves a node in the tree; a rule with a `role` is what messages
// call the words that could have begun it.
#pragma once

#include <tao/pegtl.hpp>

#include "tree.h"
#include "word.h"

namespace doorward::words::rules {

using pegtl_empty = tao::pegtl::empty_list;
using tao::pegtl::list;
using tao::pegtl::opt;
using tao::pegtl::plus;
using tao::pegtl::seq;
using tao::pegtl::sor;
using tao::pegtl::star;

// ---- terminals --------------------------------------------------------------------------------------------

template <class Input>
Code peek(const Input& in, std::size_t offset = 0) {
  return in.size(offset + 1) > offset ? static_cast<Code>(in.peek_uint8(offset)) : kNone;
}

/// One word of a set. `accepts` is the set, which diagnosis reads as well.
template <class Derived>
struct terminal {
  using rule_t = Derived;
  using subs_t = pegtl_empty;
  template <class Input>
  static bool match(Input& in) {
    if (in.empty() || !Derived::accepts(static_cast<Code>(in.peek_uint8()))) return false;
    in.bump_in_this_line();
    return true;
  }
};

template <Code... C>
struct w : terminal<w<C...>> {
  static constexpr bool accepts(Code code) { return one_of<C...>(code); }
};
struct any_name : terminal<any_name> {
  static constexpr bool accepts(Code code) { return is_name(code); }
};
struct any_value : terminal<any_value> {
  static constexpr bool accepts(Code code) {
    return (is_name(code) && code != kPresent && code != kBetween) || (code >= kGuid && code <= kUpn);
  }
};
struct any_country : terminal<any_country> {
  static bool accepts(Code code) { return may_be_country(code); }
};
/// A control by its own word: the words before a named control are none.
struct plain_control : terminal<plain_control> {
  static constexpr bool accepts(Code code) {
    return is_name(code) && code != kStrength && code != kTerms && code != kCustom;
  }
};
struct end : terminal<end> {
  static constexpr bool accepts(Code) { return false; }
  template <class Input>
  static bool match(Input& in) {
    return in.empty();
  }
};

/// A word that begins a statement of its own kind, and is not a subject here.
struct opens {
  using rule_t = opens;
  using subs_t = pegtl_empty;
  static constexpr bool continues_sentence(Code code) {
    return one_of<kOn, kUsing, kRunning, kThrough, kBy, kAt, kFor, kWhen, kBlock, kRequire, kWith, kExcept, kOr,
                  kComma>(code);
  }
  template <class Input>
  static bool match(Input& in) {
    const Code first = peek(in);
    if (first == kMfa) return peek(in, 1) == kSettings;
    return opens_statement(first) && !continues_sentence(peek(in, 1));
  }
};
using sentence_starts = tao::pegtl::not_at<opens>;

#define DW_ROLE_OF(r) static constexpr Role role = Role::r
#define DW_NODE_OF(n) static constexpr Node node = Node::n

// Names and literals by what they stand for.
struct declared : any_name {
  DW_ROLE_OF(declared);
};
struct member_name : any_name {
  DW_ROLE_OF(names);
};
struct policy_id : any_name {
  DW_ROLE_OF(policy_id);
};
struct title : w<kString> {
  DW_ROLE_OF(title);
};
struct text : w<kString> {
  DW_ROLE_OF(text);
};
struct zone : w<kString> {
  DW_ROLE_OF(zone);
};
struct guid : w<kGuid> {
  DW_ROLE_OF(guid);
};
struct number : w<kNumber> {
  DW_ROLE_OF(number);
};
struct date : w<kDate> {
  DW_ROLE_OF(date);
};
struct time : w<kTimeOfDay> {
  DW_ROLE_OF(time);
};
struct address : w<kIp, kCidr> {
  DW_ROLE_OF(address);
};

struct sep : sor<seq<w<kComma>, opt<w<kOr>>>, w<kOr>> {};
struct article : w<kA, kAn, kThe> {};
template <class Item>
struct listed : seq<Item, star<sep, Item>> {};
template <class Item>
struct commas : seq<Item, star<w<kComma>, Item>> {};
template <class Item>
struct ors : seq<Item, star<w<kOr>, Item>> {};
/// `x`, `x or y or …`, `x and y and …`; never both.
template <class Item>
struct joined : seq<Item, opt<sor<plus<w<kOr>, Item>, plus<w<kAnd>, Item>>>> {
  DW_NODE_OF(any_or_all);
};

// ---- conditions and filters -------------------------------------------------------------------------------

struct value : any_value {
  DW_ROLE_OF(value);
};
struct attribute : sor<any_name, w<kUpn>> {};
struct between : seq<w<kBetween>, time, w<kAnd>, time, w<kIn>, zone> {};
struct is : seq<w<kIs>, sor<between, seq<opt<w<kNot>>, sor<w<kPresent>, value>>>> {};
struct in : seq<opt<w<kNot>>, w<kIn>, sor<seq<w<kOpenBracket>, commas<value>, w<kCloseBracket>>, member_name>> {};
struct with_text : sor<seq<w<kContains>, text>, seq<w<kStarts, kEnds>, w<kWith>, text>> {};
struct without_text : seq<w<kDoes>, w<kNot>, sor<w<kContain>, seq<w<kStart, kEnd>, w<kWith>>>, text> {};
struct order : seq<w<kLess, kLessEqual, kGreater, kGreaterEqual>, value> {};
struct comparing : sor<is, in, with_text, without_text, order> {
  DW_ROLE_OF(comparing);
};
struct comparison : seq<attribute, comparing> {
  DW_NODE_OF(comparison);
};

struct condition;
struct filter;
struct term : seq<opt<w<kNot>>, sor<seq<w<kOpen>, condition, w<kClose>>, comparison>> {
  DW_NODE_OF(term);
  DW_ROLE_OF(condition);
};
struct condition : joined<term> {};
struct fact : seq<opt<w<kNot>>, sor<seq<w<kOpen>, filter, w<kClose>>, comparison, any_name>> {
  DW_NODE_OF(term);
  DW_ROLE_OF(device);
};
struct filter : joined<fact> {};

// ---- subjects ---------------------------------------------------------------------------------------------

struct tenant : terminal<tenant> {
  DW_ROLE_OF(tenant);
  static constexpr bool accepts(Code code) { return is_name(code) || code == kGuid; }
};
struct tenants
    : seq<w<kOf>, sor<seq<w<kAll>, w<kTenants>>, seq<w<kOpenBracket>, commas<tenant>, w<kCloseBracket>>, tenant>> {
  DW_NODE_OF(tenants);
};
struct guest_kind : w<kInternal, kB2bCollaboration, kB2bDirectConnect, kOtherExternal, kServiceProvider> {};
struct guests : seq<opt<guest_kind>, w<kGuests, kMembers>, opt<tenants>> {
  DW_NODE_OF(guests);
};
struct kind : w<kUsers, kUser, kGroups, kGroup, kRoles, kRole> {
  DW_ROLE_OF(person_kind);
};
struct person : sor<guests, seq<any_name, opt<kind>>, w<kUpn>> {
  DW_NODE_OF(person);
  DW_ROLE_OF(person);
};
struct exempt : seq<person, opt<w<kUntil>, date>, opt<w<kBecause>, text>> {
  DW_NODE_OF(exempt);
  DW_ROLE_OF(exempt);
};
struct but : seq<w<kExcept>, ors<exempt>> {};
struct everyone : sor<w<kEveryone>, seq<w<kAll>, w<kUsers>>> {
  DW_NODE_OF(everyone);
};
struct nobody : w<kNobody> {
  DW_NODE_OF(nobody);
};

struct machine_name : any_name {
  DW_ROLE_OF(machine);
};
struct where : seq<w<kWhere>, condition> {};
struct machine_but : seq<w<kExcept>, sor<where, ors<machine_name>>> {
  DW_NODE_OF(machine_except);
};
struct machine : sor<seq<w<kOwn>, w<kWorkloads>, opt<machine_but>>, seq<w<kAll>, w<kAgents>, opt<machine_but>>,
                     seq<w<kWorkloads>, sor<where, commas<machine_name>>, opt<machine_but>>,
                     seq<w<kAgents>, opt<sor<where, commas<machine_name>>>, opt<machine_but>>> {
  DW_NODE_OF(machine);
};
struct subject : sor<seq<everyone, opt<but>>, nobody, ors<machine>, seq<listed<person>, opt<but>>> {
  DW_ROLE_OF(subject);
};

// ---- phrases ----------------------------------------------------------------------------------------------

struct net : sor<any_name, w<kIp, kCidr>> {
  DW_NODE_OF(net);
  DW_ROLE_OF(network);
};
struct networks_word : w<kNetworks, kNetwork> {};
struct net_but : seq<w<kExcept>, ors<net>, opt<networks_word>> {
  DW_NODE_OF(except);
};
struct all_networks : seq<w<kAll>, w<kNetworks>> {
  DW_NODE_OF(all);
};
struct on
    : seq<w<kOn>,
          sor<seq<all_networks, opt<net_but>>, seq<opt<article>, listed<net>, opt<networks_word>, opt<net_but>>>> {
  DW_NODE_OF(on);
};

struct adjectives;
struct adjective : seq<opt<w<kNot>>, sor<any_name, seq<w<kOpen>, adjectives, w<kClose>>>> {
  DW_NODE_OF(term);
  DW_ROLE_OF(device);
};
struct adjectives : joined<adjective> {};
struct devices : seq<adjectives, opt<w<kDevices, kDevice>>> {};
struct devices_where : seq<w<kDevices>, opt<w<kExcept>>, w<kWhere>, filter> {
  DW_NODE_OF(devices_where);
};
struct devices_except : seq<w<kAll>, w<kDevices>, w<kExcept>, devices> {
  DW_NODE_OF(devices_except);
};
struct using_ : seq<w<kUsing>, sor<devices_where, devices_except, seq<opt<article>, devices>>> {
  DW_NODE_OF(using_);
};

struct platform : any_name {
  DW_NODE_OF(net);
  DW_ROLE_OF(platform);
};
struct platform_but : seq<w<kExcept>, ors<platform>> {
  DW_NODE_OF(except);
};
struct all_platforms : seq<w<kAll>, w<kPlatforms>> {
  DW_NODE_OF(all);
};
struct running
    : seq<w<kRunning>, sor<all_platforms, seq<listed<platform>, opt<w<kPlatforms, kPlatform>>>>, opt<platform_but>> {
  DW_NODE_OF(running);
};

struct client : any_name {
  DW_NODE_OF(net);
  DW_ROLE_OF(client);
};
struct all_clients : seq<w<kAll>, w<kClients>> {
  DW_NODE_OF(all);
};
struct through : seq<w<kThrough>, sor<all_clients, seq<opt<article>, listed<client>, opt<w<kClients, kClient>>>>> {
  DW_NODE_OF(through);
};

struct flow : any_name {
  DW_NODE_OF(net);
  DW_ROLE_OF(flow);
};
struct by : seq<w<kBy>, listed<flow>, w<kFlow, kFlows>> {
  DW_NODE_OF(by);
};

struct level : any_name {
  DW_NODE_OF(net);
  DW_ROLE_OF(level);
};
struct risk_kind : w<kSignIn, kUser, kInsider, kWorkload, kAgent> {
  DW_ROLE_OF(risk_kind);
};
struct at : seq<opt<w<kAnd>>, w<kAt>, listed<level>, risk_kind, w<kRisk>> {
  DW_NODE_OF(at);
};

struct action : any_name {
  DW_NODE_OF(app);
  DW_ROLE_OF(action);
};
struct context : any_name {
  DW_NODE_OF(app);
  DW_ROLE_OF(context);
};
struct app_where : seq<w<kApps>, w<kWhere>, condition> {
  DW_NODE_OF(app_where);
};
struct app_name : any_name {
  DW_NODE_OF(app);
};
struct app : sor<app_where, app_name> {
  DW_ROLE_OF(app);
};
struct apps_word : w<kApps, kApp> {};
struct app_but : seq<w<kExcept>, ors<app>, opt<apps_word>> {
  DW_NODE_OF(except);
};
struct actions : seq<w<kAction, kActions>, listed<action>> {
  DW_NODE_OF(actions);
};
struct contexts : seq<w<kContext, kContexts>, listed<context>> {
  DW_NODE_OF(contexts);
};
struct apps_all : seq<w<kAll, kNo>, w<kApps>> {
  DW_NODE_OF(apps_all);
};
struct target : sor<actions, contexts, seq<apps_all, opt<app_but>>, seq<listed<app>, opt<apps_word>, opt<app_but>>> {
  DW_ROLE_OF(target);
};
struct for_ : seq<w<kFor>, target> {
  DW_NODE_OF(for_);
};
struct when : seq<w<kWhen>, condition> {
  DW_NODE_OF(when);
};

struct phrase : sor<on, using_, running, through, by, at, for_, when> {
  DW_ROLE_OF(phrase);
};
struct sentence : seq<subject, star<phrase>> {
  DW_NODE_OF(sentence);
};

// ---- effects ----------------------------------------------------------------------------------------------

struct control_name : any_name {
  DW_ROLE_OF(control_name);
};
struct control : sor<seq<w<kStrength, kTerms, kCustom>, control_name>, plain_control> {
  DW_NODE_OF(control);
  DW_ROLE_OF(control);
};
struct controls : joined<control> {
  DW_NODE_OF(controls);
};
struct every : seq<w<kEvery>, sor<w<kTime>, seq<number, w<kHours, kHour, kDays, kDay>>>> {};
struct session
    : sor<seq<sor<w<kSignIn>, seq<w<kSecond>, w<kFactor>>>, every>, seq<w<kPersistent>, w<kBrowser>>,
          seq<w<kNo>, sor<seq<w<kPersistent>, w<kBrowser>>, seq<w<kContinuous>, w<kAccess>>,
                          seq<w<kResilience>, w<kDefaults>>>>,
          seq<w<kAppEnforced>, w<kRestrictions>>, seq<w<kApp>, w<kControl>, w<kMonitorOnly, kBlockDownloads, kCustom>>,
          seq<w<kStrict>, sor<seq<w<kLocation>, w<kEnforcement>>, w<kEnforcement>>>, seq<w<kToken>, w<kProtection>>,
          seq<w<kFiltering>, w<kProfile>, member_name>> {
  DW_NODE_OF(session);
  DW_ROLE_OF(session);
};
struct with : seq<w<kWith>, commas<session>> {};
struct block : w<kBlock> {
  DW_NODE_OF(block);
};
struct effect : sor<seq<block, opt<with>>, seq<w<kRequire>, controls, opt<with>>, with> {
  DW_ROLE_OF(effect);
};

// ---- proofs and tests -------------------------------------------------------------------------------------

struct claim : sor<seq<w<kIs, kAre>, w<kAlways, kNever>, w<kBlocked, kGranted>>,
                   seq<w<kAlways, kNever>, w<kRequire, kRequires>, control>> {
  DW_NODE_OF(claim);
  DW_ROLE_OF(claim);
};
struct done : seq<w<kHaving>, w<kDone>, control, star<w<kAnd>, control>> {
  DW_NODE_OF(done);
};
struct given : seq<w<kGiven>, condition> {
  DW_NODE_OF(given);
};
struct outcome : sor<w<kGrant, kBlock, kChallenge>, seq<opt<w<kRequire>>, controls>> {
  DW_ROLE_OF(outcome);
};
struct expect : seq<w<kExpect>, opt<w<kAt>, w<kLeast>>, outcome, opt<with>> {
  DW_NODE_OF(expect);
};
struct test_part : seq<opt<done>, star<given>, plus<expect>> {
  DW_ROLE_OF(test_part);
};

// ---- declarations -----------------------------------------------------------------------------------------

struct graph_id : seq<w<kAs>, guid> {
  DW_NODE_OF(graph_id);
};
struct user_id : w<kUpn, kGuid> {
  DW_ROLE_OF(user_id);
};
struct names : listed<member_name> {
  DW_NODE_OF(names);
};
struct noun_value : sor<w<kGuid>, names> {
  DW_ROLE_OF(noun_value);
};
struct country : any_country {
  DW_ROLE_OF(country);
};
struct countries : seq<w<kCountries>, commas<country>, opt<w<kOr>, w<kUnknown>>, opt<w<kBy>, w<kGps>>> {};
struct net_name : any_name {
  DW_ROLE_OF(network);
};
struct place : sor<commas<address>, countries, seq<w<kNot>, net_name>,
                   seq<w<kAll>, w<kNetworks>, w<kExcept>, ors<net_name>>, listed<net_name>> {
  DW_NODE_OF(place);
  DW_ROLE_OF(place);
};
struct method : any_name {
  DW_ROLE_OF(method);
};
struct combination : seq<method, star<w<kPlus>, method>, opt<where>> {
  DW_NODE_OF(combination);
};
struct equals : w<kEquals> {};
struct trusted : w<kTrusted> {
  DW_NODE_OF(trusted);
};

struct user_declaration : seq<w<kUser>, declared, opt<graph_id>, equals, user_id> {};
struct noun_declaration : seq<w<kGroup, kApp, kRole>, declared, equals, noun_value> {};
struct id_declaration : seq<w<kWorkload, kAgent, kTenant, kTerms, kCustom, kProfile>, declared, equals, guid> {};
struct people_declaration : seq<w<kPeople>, declared, equals, listed<person>> {};
struct clients_declaration : seq<w<kClients>, declared, equals, names> {};
struct network_declaration : seq<opt<trusted>, w<kNetwork>, declared, opt<graph_id>, equals, place> {};
struct device_declaration : seq<w<kDevice>, declared, equals, filter> {};
struct strength_declaration : seq<w<kStrength>, declared, opt<graph_id>, equals, commas<combination>> {};
struct context_declaration : seq<w<kContext>, declared, equals, text> {};
struct declaration : sor<user_declaration, noun_declaration, id_declaration, people_declaration, clients_declaration,
                         network_declaration, device_declaration, strength_declaration, context_declaration> {
  DW_NODE_OF(declaration);
};

// ---- statements -------------------------------------------------------------------------------------------

struct edition : seq<w<kWard>, number> {
  DW_NODE_OF(edition);
};
struct include : seq<w<kUse>, text> {
  DW_NODE_OF(include);
};
struct setting
    : sor<seq<w<kTrusted>, w<kIps>, commas<address>>, seq<w<kRemember>, w<kDevices>, w<kFor>, number, w<kDays, kDay>>,
          seq<w<kApp>, w<kPasswords>, opt<w<kNot>>, w<kAllowed>>,
          seq<w<kUser>, w<kState>,
              sor<seq<w<kTakes>, w<kPrecedence>>, seq<w<kOverrides>, w<kPolicies>>, seq<w<kIs>, w<kIgnored>>>>> {
  DW_NODE_OF(setting);
  DW_ROLE_OF(setting);
};
struct settings : seq<w<kMfa>, w<kSettings>, star<setting>> {
  DW_NODE_OF(settings);
};

struct template_id : seq<w<kTemplate>, guid> {
  DW_NODE_OF(template_id);
};
struct note : seq<w<kNote>, text> {
  DW_NODE_OF(note);
};
struct head
    : seq<opt<w<kReportOnly, kDisabled>>, w<kPolicy>, policy_id, title, opt<graph_id>, opt<template_id>, opt<note>> {
  DW_NODE_OF(policy_head);
};
struct policy : seq<head, sentence, effect> {
  DW_NODE_OF(policy);
};
struct proof : seq<w<kProve>, sentence, claim> {
  DW_NODE_OF(proof);
};
struct test : seq<w<kTest>, title, sentence, test_part> {
  DW_NODE_OF(test);
};

// A bare sentence is a policy or a test; which one, its end says.
struct as_policy : effect {
  DW_NODE_OF(policy);
};
struct as_test : test_part {
  DW_NODE_OF(test);
};
struct bare : seq<sentence_starts, sentence, sor<as_policy, as_test>> {};

struct opened : seq<tao::pegtl::at<opens>, sor<edition, include, settings, declaration, policy, proof, test>> {};
struct statement : seq<sor<opened, bare>, end> {};
struct question : seq<sentence, end> {
  DW_NODE_OF(question);
};

#undef DW_ROLE_OF
#undef DW_NODE_OF

}  // namespace doorward::words::rules
