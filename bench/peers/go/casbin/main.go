// Casbin: one enforcer a demand, asked whether some rule over the sign-in applies. Rules are lines of policy, which the
// matcher evaluates, and Casbin parses, at each question; with -matcher they are the matcher itself, parsed once.
package main

import (
	"flag"
	"fmt"
	"strings"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
	fileadapter "github.com/casbin/casbin/v2/persist/file-adapter"

	"doorward/bench/peers/rounds"
)

// asking is the model of one question; matcher says when the answer is yes.
func asking(matcher string) model.Model {
	m := model.NewModel()
	m.AddDef("r", "r", "subjects, app, client, platform, locations, signInRisk, userRisk, device")
	m.AddDef("p", "p", "rule")
	m.AddDef("e", "e", "some(where (p.eft == allow))")
	m.AddDef("m", "m", matcher)
	return m
}

// device is what rules ask, as texts; what is not known is empty.
type device struct {
	IsCompliant, TrustType, ExtensionAttribute1, Model, Manufacturer, OperatingSystem string
}

func list(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

func request(signIn rounds.SignIn) []any {
	text := func(attribute string) string {
		if value, ok := signIn.Device[attribute]; ok {
			return fmt.Sprint(value)
		}
		return ""
	}
	return []any{list(signIn.Subjects()), signIn.App, signIn.Client, signIn.Platform, list(signIn.Locations),
		signIn.SignInRisk, signIn.UserRisk,
		device{text("isCompliant"), text("trustType"), text("extensionAttribute1"), text("model"), text("manufacturer"),
			text("operatingSystem")}}
}

func enforcer(path string) *casbin.Enforcer {
	made, err := casbin.NewEnforcer(asking("eval(p.rule)"), fileadapter.NewAdapter(path))
	rounds.Check(err)
	return made
}

func enforcerOfMatcher(path string) *casbin.Enforcer {
	lines, err := enforcer(path).GetPolicy()
	rounds.Check(err)
	var rules []string
	for _, line := range lines {
		rules = append(rules, "("+line[0]+")")
	}
	made, err := casbin.NewEnforcer(asking(strings.Join(rules, " || ")))
	rounds.Check(err)
	return made
}

func applies(some *casbin.Enforcer, request []any) bool {
	yes, err := some.Enforce(request...)
	rounds.Check(err)
	return yes
}

func main() {
	matcher := flag.Bool("matcher", false, "keep the rules in the matcher")
	work := rounds.Read()
	made := enforcer
	if *matcher {
		made = enforcerOfMatcher
	}
	blocks := made(work.Path("casbin_0.csv"))
	var demands []*casbin.Enforcer
	for i := range work.Demands {
		demands = append(demands, made(work.Path(fmt.Sprintf("casbin_%d.csv", i+1))))
	}
	var requests [][]any
	for _, signIn := range work.SignIns {
		requests = append(requests, request(signIn))
	}
	work.Serve(func(signIn int) rounds.Answer {
		if applies(blocks, requests[signIn]) {
			return rounds.Blocked
		}
		var answer rounds.Answer
		for i, demand := range demands {
			if applies(demand, requests[signIn]) {
				answer |= 1 << i
			}
		}
		return answer
	})
}
