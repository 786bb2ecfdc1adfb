// Package rounds reads what encode.py wrote and speaks with run.py: it verifies a peer's answer to every sign-in, then
// times as many decisions as each line of standard input asks for. Knows no peer.
package rounds

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// SignIn is one line of sign_ins.ndjson. Device holds what is known of the device, by attribute.
type SignIn struct {
	User, App, Client, Platform string
	Groups, Roles, Locations    []string
	SignInRisk, UserRisk        string
	Device                      map[string]any
}

// Subjects are the ids that policies name the user by.
func (s SignIn) Subjects() []string {
	return append(append([]string{s.User}, s.Groups...), s.Roles...)
}

// Workload is what a peer decides. Demands are the clauses of the set in words.
type Workload struct {
	folder  string
	Demands []string
	SignIns []SignIn
}

// Check ends the program when there is an error.
func Check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Path is that of a file which encode.py wrote.
func (w *Workload) Path(name string) string { return filepath.Join(w.folder, name) }

// Text is the contents of such a file.
func (w *Workload) Text(name string) []byte {
	text, err := os.ReadFile(w.Path(name))
	Check(err)
	return text
}

func (w *Workload) lines(name string) []string {
	return strings.Split(strings.TrimSuffix(string(w.Text(name)), "\n"), "\n")
}

// Read parses the command line, flags of the peer included, and reads the folder that it names.
func Read() *Workload {
	flag.Parse()
	if flag.NArg() != 1 {
		Check(fmt.Errorf("usage: %s FOLDER, written by encode.py", os.Args[0]))
	}
	w := &Workload{folder: flag.Arg(0)}
	Check(json.Unmarshal(w.Text("demands.json"), &w.Demands))
	for _, line := range w.lines("sign_ins.ndjson") {
		var signIn SignIn
		Check(json.Unmarshal([]byte(line), &signIn))
		w.SignIns = append(w.SignIns, signIn)
	}
	return w
}

// Answer is a set of demands: bit N for the N-th of Workload.Demands. Blocked stands alone.
type Answer uint32

const Blocked Answer = 1 << 31

func (w *Workload) words(answer Answer) string {
	if answer == Blocked {
		return "block"
	}
	var words []string
	for i, demand := range w.Demands {
		if answer>>i&1 == 1 {
			words = append(words, demand)
		}
	}
	if len(words) == 0 {
		return "grant"
	}
	return strings.Join(words, "; ")
}

// processorTime is that of all threads, in nanoseconds: a collector of garbage is part of the price.
func processorTime() int64 {
	var now unix.Timespec
	Check(unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &now))
	return now.Nano()
}

// Serve compares decide's answer to every sign-in with Doorward's and ends the program at a difference. Then it reads
// lines `FIRST COUNT` and writes how many nanoseconds COUNT decisions took, from sign-in FIRST on and around.
func (w *Workload) Serve(decide func(signIn int) Answer) {
	for i, wanted := range w.lines("answers.txt") {
		if words := w.words(decide(i)); words != wanted {
			Check(fmt.Errorf("sign-in %d: `%s`, Doorward says `%s`", i, words, wanted))
		}
	}
	fmt.Println("verified", len(w.SignIns))
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var first, count int
		_, err := fmt.Sscan(in.Text(), &first, &count)
		Check(err)
		start := processorTime()
		for i := first; i < first+count; i++ {
			decide(i % len(w.SignIns))
		}
		fmt.Println(processorTime() - start)
	}
}
