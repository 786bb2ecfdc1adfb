// The grammar of Ward as PEGTL rules over words (docs/language.md, "Grammar"; the names are those of the EBNF there).
// Included by match.cpp alone.
#pragma once

// NOLINTBEGIN(readability-identifier-naming): rules are types, in lower case as in PEGTL

#include "rules_sentence.h"
#include "rules_words.h"

namespace doorward::words::rules {

// ---- effects ----------------------------------------------------------------------------------------------

struct control_name : any_name, plays<Role::control_name> {};
struct control : sor<seq<w<kStrength, kTerms, kCustom>, control_name>, plain_control>,
                 leaves<Node::control>,
                 plays<Role::control> {};
struct controls : joined<control>, leaves<Node::controls> {};
struct every : seq<w<kEvery>, sor<w<kTime>, seq<number, w<kHours, kHour, kDays, kDay>>>> {};
struct session
    : sor<seq<sor<w<kSignIn>, seq<w<kSecond>, w<kFactor>>>, every>, seq<w<kPersistent>, w<kBrowser>>,
          seq<w<kNo>, sor<seq<w<kPersistent>, w<kBrowser>>, seq<w<kContinuous>, w<kAccess>>,
                          seq<w<kResilience>, w<kDefaults>>>>,
          seq<w<kAppEnforced>, w<kRestrictions>>, seq<w<kApp>, w<kControl>, w<kMonitorOnly, kBlockDownloads, kCustom>>,
          seq<w<kStrict>, sor<seq<w<kLocation>, w<kEnforcement>>, w<kEnforcement>>>, seq<w<kToken>, w<kProtection>>,
          seq<w<kFiltering>, w<kProfile>, member_name>>,
      leaves<Node::session>,
      plays<Role::session> {};
struct with : seq<w<kWith>, commas<session>> {};
struct block : w<kBlock>, leaves<Node::block> {};
struct effect : sor<seq<block, opt<with>>, seq<w<kRequire>, controls, opt<with>>, with>, plays<Role::effect> {};

// ---- proofs and tests -------------------------------------------------------------------------------------

struct claim : sor<seq<w<kIs, kAre>, w<kAlways, kNever>, w<kBlocked, kGranted>>,
                   seq<w<kAlways, kNever>, w<kRequire, kRequires>, control>>,
               leaves<Node::claim>,
               plays<Role::claim> {};
struct done : seq<w<kHaving>, w<kDone>, control, star<w<kAnd>, control>>, leaves<Node::done> {};
struct given : seq<w<kGiven>, condition>, leaves<Node::given> {};
struct outcome : sor<w<kGrant, kBlock, kChallenge>, seq<opt<w<kRequire>>, controls>>, plays<Role::outcome> {};
struct expect : seq<w<kExpect>, opt<w<kAt>, w<kLeast>>, outcome, opt<with>>, leaves<Node::expect> {};
struct test_part : seq<opt<done>, star<given>, plus<expect>>, plays<Role::test_part> {};

// ---- declarations -----------------------------------------------------------------------------------------

struct graph_id : seq<w<kAs>, guid>, leaves<Node::graph_id> {};
struct user_id : w<kUpn, kGuid>, plays<Role::user_id> {};
struct names : listed<member_name>, leaves<Node::names> {};
struct noun_value : sor<w<kGuid>, names>, plays<Role::noun_value> {};
struct country : any_country, plays<Role::country> {};
struct countries : seq<w<kCountries>, commas<country>, opt<w<kOr>, w<kUnknown>>, opt<w<kBy>, w<kGps>>> {};
struct net_name : any_name, plays<Role::network> {};
struct place : sor<commas<address>, countries, seq<w<kNot>, net_name>,
                   seq<w<kAll>, w<kNetworks>, w<kExcept>, ors<net_name>>, listed<net_name>>,
               leaves<Node::place>,
               plays<Role::place> {};
struct method : any_name, plays<Role::method> {};
struct combination : seq<method, star<w<kPlus>, method>, opt<where>>, leaves<Node::combination> {};
struct equals : w<kEquals> {};
struct trusted : w<kTrusted>, leaves<Node::trusted> {};

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
                         network_declaration, device_declaration, strength_declaration, context_declaration>,
                     leaves<Node::declaration> {};

// ---- statements -------------------------------------------------------------------------------------------

struct edition : seq<w<kWard>, number>, leaves<Node::edition> {};
struct include : seq<w<kUse>, text>, leaves<Node::include> {};
struct setting
    : sor<seq<w<kTrusted>, w<kIps>, commas<address>>, seq<w<kRemember>, w<kDevices>, w<kFor>, number, w<kDays, kDay>>,
          seq<w<kApp>, w<kPasswords>, opt<w<kNot>>, w<kAllowed>>,
          seq<w<kUser>, w<kState>,
              sor<seq<w<kTakes>, w<kPrecedence>>, seq<w<kOverrides>, w<kPolicies>>, seq<w<kIs>, w<kIgnored>>>>>,
      leaves<Node::setting>,
      plays<Role::setting> {};
struct settings : seq<w<kMfa>, w<kSettings>, star<setting>>, leaves<Node::settings> {};

struct template_id : seq<w<kTemplate>, guid>, leaves<Node::template_id> {};
struct note : seq<w<kNote>, text>, leaves<Node::note> {};
struct head
    : seq<opt<w<kReportOnly, kDisabled>>, w<kPolicy>, policy_id, title, opt<graph_id>, opt<template_id>, opt<note>>,
      leaves<Node::policy_head> {};
struct policy : seq<head, sentence, effect>, leaves<Node::policy> {};
struct proof : seq<w<kProve>, sentence, claim>, leaves<Node::proof> {};
struct test : seq<w<kTest>, title, sentence, test_part>, leaves<Node::test> {};

// A bare sentence is a policy or a test; which one, its end says.
struct as_policy : effect, leaves<Node::policy> {};
struct as_test : test_part, leaves<Node::test> {};
struct bare : seq<sentence_starts, sentence, sor<as_policy, as_test>> {};

struct opened : seq<tao::pegtl::at<opens>, sor<edition, include, settings, declaration, policy, proof, test>> {};
struct statement : seq<sor<opened, bare>, end> {};
struct question : seq<sentence, end>, leaves<Node::question> {};

}  // namespace doorward::words::rules

// NOLINTEND(readability-identifier-naming)
