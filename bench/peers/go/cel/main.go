// CEL: one compiled and optimised program a policy, asked in turn over variables that were made beforehand. All policies
// that are not blocks are asked, as who reports which of them apply must; with -stop only those whose demand is open.
package main

import (
	"encoding/json"
	"flag"
	"slices"

	"cel.dev/cel-go/cel"

	"doorward/bench/peers/rounds"
)

type policy struct {
	Applies string
	Demands *string
}

func environment() *cel.Env {
	set := cel.MapType(cel.StringType, cel.BoolType)
	env, err := cel.NewEnv(
		cel.Variable("subjects", set), cel.Variable("locations", set),
		cel.Variable("app", cel.StringType), cel.Variable("client", cel.StringType),
		cel.Variable("platform", cel.StringType), cel.Variable("signInRisk", cel.StringType),
		cel.Variable("userRisk", cel.StringType), cel.Variable("device", cel.MapType(cel.StringType, cel.DynType)))
	rounds.Check(err)
	return env
}

func compile(env *cel.Env, expression string) cel.Program {
	ast, issues := env.Compile(expression)
	rounds.Check(issues.Err())
	program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
	rounds.Check(err)
	return program
}

// activation is what the programs are asked over: values of CEL, so that none is converted while they run.
func activation(env *cel.Env, signIn rounds.SignIn) cel.Activation {
	set := func(members []string) any {
		values := map[string]bool{}
		for _, member := range members {
			values[member] = true
		}
		return env.CELTypeAdapter().NativeToValue(values)
	}
	value := env.CELTypeAdapter().NativeToValue
	vars, err := cel.NewActivation(map[string]any{
		"subjects": set(signIn.Subjects()), "locations": set(signIn.Locations), "app": value(signIn.App),
		"client": value(signIn.Client), "platform": value(signIn.Platform), "signInRisk": value(signIn.SignInRisk),
		"userRisk": value(signIn.UserRisk), "device": value(signIn.Device)})
	rounds.Check(err)
	return vars
}

// clause is a program that applies, and what it then demands.
type clause struct {
	applies cel.Program
	demands rounds.Answer
}

func holds(program cel.Program, vars cel.Activation) bool {
	value, _, err := program.Eval(vars)
	rounds.Check(err)
	return value.Value().(bool)
}

func main() {
	stop := flag.Bool("stop", false, "do not ask a policy for a demand that another one made")
	work := rounds.Read()
	env := environment()
	var policies []policy
	rounds.Check(json.Unmarshal(work.Text("policies.cel.json"), &policies))
	var blocks []cel.Program
	var clauses []clause
	for _, p := range policies {
		if p.Demands == nil {
			blocks = append(blocks, compile(env, p.Applies))
		} else {
			clauses = append(clauses, clause{compile(env, p.Applies), 1 << slices.Index(work.Demands, *p.Demands)})
		}
	}
	var vars []cel.Activation
	for _, signIn := range work.SignIns {
		vars = append(vars, activation(env, signIn))
	}
	work.Serve(func(signIn int) rounds.Answer {
		for _, block := range blocks {
			if holds(block, vars[signIn]) {
				return rounds.Blocked
			}
		}
		var answer rounds.Answer
		for _, c := range clauses {
			if *stop && answer&c.demands != 0 {
				continue
			}
			if holds(c.applies, vars[signIn]) {
				answer |= c.demands
			}
		}
		return answer
	})
}
