// OPA: one prepared query over the policies as rules, asked with inputs that were parsed beforehand.
package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"doorward/bench/peers/rounds"
)

func input(signIn rounds.SignIn) ast.Value {
	// Sets, which JSON has none of, so that a member is looked up and not searched for.
	set := func(members []string) *ast.Term {
		terms := make([]*ast.Term, len(members))
		for i, member := range members {
			terms[i] = ast.StringTerm(member)
		}
		return ast.SetTerm(terms...)
	}
	device, err := ast.InterfaceToValue(signIn.Device)
	rounds.Check(err)
	item := func(name string, value *ast.Term) [2]*ast.Term { return ast.Item(ast.StringTerm(name), value) }
	return ast.NewObject(
		item("subjects", set(signIn.Subjects())), item("locations", set(signIn.Locations)),
		item("app", ast.StringTerm(signIn.App)), item("client", ast.StringTerm(signIn.Client)),
		item("platform", ast.StringTerm(signIn.Platform)), item("signInRisk", ast.StringTerm(signIn.SignInRisk)),
		item("userRisk", ast.StringTerm(signIn.UserRisk)), item("device", ast.NewTerm(device)))
}

// answerOf reads the value of the query: `block`, or the list of demands.
func answerOf(work *rounds.Workload, results rego.ResultSet) rounds.Answer {
	value := results[0].Expressions[0].Value
	if value == "block" {
		return rounds.Blocked
	}
	var answer rounds.Answer
	for _, demand := range value.([]any) {
		answer |= 1 << slices.Index(work.Demands, demand.(string))
	}
	return answer
}

func main() {
	work := rounds.Read()
	ctx := context.Background()
	query, err := rego.New(rego.Query("data.sign_in.answer"),
		rego.Module("policies.rego", string(work.Text("policies.rego")))).PrepareForEval(ctx)
	rounds.Check(err)
	var inputs []ast.Value
	for _, signIn := range work.SignIns {
		inputs = append(inputs, input(signIn))
	}
	work.Serve(func(signIn int) rounds.Answer {
		results, err := query.Eval(ctx, rego.EvalParsedInput(inputs[signIn]))
		rounds.Check(err)
		if len(results) != 1 {
			rounds.Check(fmt.Errorf("sign-in %d: %d results", signIn, len(results)))
		}
		return answerOf(work, results)
	})
}
