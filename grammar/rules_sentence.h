// Conditions, subjects and phrases (docs/language.md, "Grammar"; the names are those of the EBNF there). Included by
// match.cpp alone, through rules.h.
#pragma once

// NOLINTBEGIN(readability-identifier-naming): rules are types, in lower case as in PEGTL

#include "rules_words.h"

namespace doorward::words::rules {

// ---- conditions and filters -------------------------------------------------------------------------------

struct value : any_value, plays<Role::value> {};
struct attribute : sor<any_name, w<kUpn>> {};
struct between : seq<w<kBetween>, time, w<kAnd>, time, opt<w<kIn>, zone>> {};
struct is : seq<w<kIs>, sor<between, seq<opt<w<kNot>>, sor<w<kPresent>, value>>>> {};
struct in : seq<opt<w<kNot>>, w<kIn>, sor<seq<w<kOpenBracket>, commas<value>, w<kCloseBracket>>, member_name>> {};
struct with_text : sor<seq<w<kContains>, text>, seq<w<kStarts, kEnds>, w<kWith>, text>> {};
struct without_text : seq<w<kDoes>, w<kNot>, sor<w<kContain>, seq<w<kStart, kEnd>, w<kWith>>>, text> {};
struct order : seq<w<kLess, kLessEqual, kGreater, kGreaterEqual>, value> {};
struct comparing : sor<is, in, with_text, without_text, order>, plays<Role::comparing> {};
struct comparison : seq<attribute, comparing>, leaves<Node::comparison> {};

struct condition;
struct filter;
struct term : seq<opt<w<kNot>>, sor<seq<w<kOpen>, condition, w<kClose>>, comparison>>,
              leaves<Node::term>,
              plays<Role::condition> {};
struct condition : joined<term>, leaves<Node::any_or_all> {};
struct fact : seq<opt<w<kNot>>, sor<seq<w<kOpen>, filter, w<kClose>>, comparison, any_name>>,
              leaves<Node::term>,
              plays<Role::device> {};
struct filter : joined<fact>, leaves<Node::any_or_all> {};

// ---- subjects ---------------------------------------------------------------------------------------------

struct tenant : terminal<tenant>, plays<Role::tenant> {
  static constexpr bool accepts(Code code) { return is_name(code) || code == kGuid; }
};
struct tenants
    : seq<w<kOf>, sor<seq<w<kAll>, w<kTenants>>, seq<w<kOpenBracket>, commas<tenant>, w<kCloseBracket>>, tenant>>,
      leaves<Node::tenants> {};
struct guest_kind : w<kInternal, kB2bCollaboration, kB2bDirectConnect, kOtherExternal, kServiceProvider> {};
struct guests : seq<opt<guest_kind>, w<kGuests, kMembers>, opt<tenants>>, leaves<Node::guests> {};
struct kind : w<kUsers, kUser, kGroups, kGroup, kRoles, kRole>, plays<Role::person_kind> {};
struct person : sor<guests, seq<any_name, opt<kind>>, w<kUpn>>, leaves<Node::person>, plays<Role::person> {};
struct exempt : seq<person, opt<w<kUntil>, date>, opt<w<kBecause>, text>>, leaves<Node::exempt>, plays<Role::exempt> {};
struct but : seq<w<kExcept>, ors<exempt>> {};
struct everyone : sor<w<kEveryone>, seq<w<kAll>, w<kUsers>>>, leaves<Node::everyone> {};
struct nobody : w<kNobody>, leaves<Node::nobody> {};

struct machine_name : any_name, plays<Role::machine> {};
struct where : seq<w<kWhere>, condition> {};
struct machine_but : seq<w<kExcept>, sor<where, ors<machine_name>>>, leaves<Node::machine_except> {};
struct machine : sor<seq<w<kOwn>, w<kWorkloads>, opt<machine_but>>, seq<w<kAll>, w<kAgents>, opt<machine_but>>,
                     seq<w<kWorkloads>, sor<where, commas<machine_name>>, opt<machine_but>>,
                     seq<w<kAgents>, opt<sor<where, commas<machine_name>>>, opt<machine_but>>>,
                 leaves<Node::machine> {};
struct subject : sor<seq<everyone, opt<but>>, nobody, ors<machine>, seq<listed<person>, opt<but>>>,
                 plays<Role::subject> {};

// ---- phrases ----------------------------------------------------------------------------------------------

struct net : sor<any_name, w<kIp, kCidr>>, leaves<Node::net>, plays<Role::network> {};
struct networks_word : w<kNetworks, kNetwork> {};
struct net_but : seq<w<kExcept>, ors<net>, opt<networks_word>>, leaves<Node::except> {};
struct all_networks : seq<w<kAll>, w<kNetworks>>, leaves<Node::all> {};
struct on : seq<w<kOn>,
                sor<seq<all_networks, opt<net_but>>, seq<opt<article>, listed<net>, opt<networks_word>, opt<net_but>>>>,
            leaves<Node::on> {};

struct adjectives;
struct adjective : seq<opt<w<kNot>>, sor<any_name, seq<w<kOpen>, adjectives, w<kClose>>>>,
                   leaves<Node::term>,
                   plays<Role::device> {};
struct adjectives : joined<adjective>, leaves<Node::any_or_all> {};
struct devices : seq<adjectives, opt<w<kDevices, kDevice>>> {};
struct devices_where : seq<w<kDevices>, opt<w<kExcept>>, w<kWhere>, filter>, leaves<Node::devices_where> {};
struct devices_except : seq<w<kAll>, w<kDevices>, w<kExcept>, devices>, leaves<Node::devices_except> {};
struct using_ : seq<w<kUsing>, sor<devices_where, devices_except, seq<opt<article>, devices>>>, leaves<Node::using_> {};

struct platform : any_name, leaves<Node::net>, plays<Role::platform> {};
struct platform_but : seq<w<kExcept>, ors<platform>>, leaves<Node::except> {};
struct all_platforms : seq<w<kAll>, w<kPlatforms>>, leaves<Node::all> {};
struct running
    : seq<w<kRunning>, sor<all_platforms, seq<listed<platform>, opt<w<kPlatforms, kPlatform>>>>, opt<platform_but>>,
      leaves<Node::running> {};

struct client : any_name, leaves<Node::net>, plays<Role::client> {};
struct all_clients : seq<w<kAll>, w<kClients>>, leaves<Node::all> {};
struct through : seq<w<kThrough>, sor<all_clients, seq<opt<article>, listed<client>, opt<w<kClients, kClient>>>>>,
                 leaves<Node::through> {};

struct flow : any_name, leaves<Node::net>, plays<Role::flow> {};
struct by : seq<w<kBy>, listed<flow>, w<kFlow, kFlows>>, leaves<Node::by> {};

struct level : any_name, leaves<Node::net>, plays<Role::level> {};
struct risk_kind : w<kSignIn, kUser, kInsider, kWorkload, kAgent>, plays<Role::risk_kind> {};
struct at : seq<opt<w<kAnd>>, w<kAt>, listed<level>, risk_kind, w<kRisk>>, leaves<Node::at> {};

struct action : any_name, leaves<Node::app>, plays<Role::action> {};
struct context : any_name, leaves<Node::app>, plays<Role::context> {};
struct app_where : seq<w<kApps>, w<kWhere>, condition>, leaves<Node::app_where> {};
struct app_name : any_name, leaves<Node::app> {};
struct app : sor<app_where, app_name>, plays<Role::app> {};
struct apps_word : w<kApps, kApp> {};
struct app_but : seq<w<kExcept>, ors<app>, opt<apps_word>>, leaves<Node::except> {};
struct actions : seq<w<kAction, kActions>, listed<action>>, leaves<Node::actions> {};
struct contexts : seq<w<kContext, kContexts>, listed<context>>, leaves<Node::contexts> {};
struct apps_all : seq<w<kAll, kNo>, w<kApps>>, leaves<Node::apps_all> {};
struct target : sor<actions, contexts, seq<apps_all, opt<app_but>>, seq<listed<app>, opt<apps_word>, opt<app_but>>>,
                plays<Role::target> {};
struct for_ : seq<w<kFor>, target>, leaves<Node::for_> {};
struct when : seq<w<kWhen>, condition>, leaves<Node::when> {};

struct phrase : sor<on, using_, running, through, by, at, for_, when>, plays<Role::phrase> {};
struct sentence : seq<subject, star<phrase>>, leaves<Node::sentence> {};

}  // namespace doorward::words::rules

// NOLINTEND(readability-identifier-naming)
