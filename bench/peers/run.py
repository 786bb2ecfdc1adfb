#!/usr/bin/env python3
"""Runs the workload of bench/workload.py through Doorward and its peers, interleaved, and prints the ratios.

usage: run.py [--sizes 100,1000,10000] [--rounds N] [--record]

Builds everything first, with the versions of the lock files, into build/peers. Every answer of every peer is compared
with Doorward's before anything is timed; a difference ends the run. With --record the tables also go into README.md.
"""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
OUT = os.path.join(ROOT, "build", "peers")
WORKLOAD = os.path.join(OUT, "workload")
CONTESTANT = os.path.join(ROOT, "build", "bench", "bench", "contestant")
SIGN_INS = {100: 20000, 1000: 10000, 10000: 1000}
ROUND_NANOSECONDS = 300e6
OURS = [("nothing cached", "fresh"), ("user and device bound", "bound")]

# One core has one thread to collect garbage with. The stack is for large sets, as SAPL nests calls in calls.
JAVA = [shutil.which("java") or "java", "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn600m", "-Xss256m", "-cp",
        os.path.join(OUT, "sapl", "classes") + ":" + os.path.join(OUT, "sapl", "lib", "*")]

# Name, program and its flags, the file that pins its version and how that reads there.
PEERS = [
    ("CEL, stopping when the demand is made", ["cel", "-stop"], "go/go.mod", r"cel\.dev/cel-go v(\S+)"),
    ("CEL, every policy asked", ["cel"], "go/go.mod", r"cel\.dev/cel-go v(\S+)"),
    ("OPA", ["opa"], "go/go.mod", r"open-policy-agent/opa v(\S+)"),
    ("Cedar", ["cargo/release/cedar-peer"], "cedar/Cargo.toml", r'cedar-policy = .*"=([^"]+)"'),
    ("SAPL 3", [*JAVA, "doorward.peers.Sapl"], "sapl/pom.xml", r"sapl-pdp-embedded</artifactId>\s*<version>([^<]+)"),
    ("Casbin, rules in the matcher", ["casbin", "-matcher"], "go/go.mod", r"casbin/v2 v(\S+)"),
    ("Casbin, rules in the policy", ["casbin"], "go/go.mod", r"casbin/v2 v(\S+)"),
]


def call(*words, cwd=ROOT, out=None):
    if subprocess.run(words, cwd=cwd, stdout=out).returncode != 0:
        sys.exit(f"run.py: `{' '.join(words)}` failed")


def build():
    for tool in ("cmake", "go", "cargo", "mvn", "java"):
        if shutil.which(tool) is None:
            sys.exit(f"run.py: needs `{tool}`")
    call("cmake", "--preset", "bench", out=subprocess.DEVNULL)
    call("cmake", "--build", "--preset", "bench", "--target", "contestant", out=sys.stderr)
    call("go", "build", "-mod=readonly", "-o", OUT + "/", "./...", cwd=os.path.join(HERE, "go"))
    call("cargo", "build", "--release", "--locked", "--target-dir", os.path.join(OUT, "cargo"),
         cwd=os.path.join(HERE, "cedar"))
    call("mvn", "--batch-mode", "--quiet", "-Dout=" + os.path.join(OUT, "sapl"), "process-classes", out=sys.stderr,
         cwd=os.path.join(HERE, "sapl"))
    call(sys.executable, os.path.join(ROOT, "bench", "workload.py"), WORKLOAD, str(max(SIGN_INS.values())))


def encode(size):
    """The folder of one size, with the answers that all must give."""
    folder = os.path.join(OUT, str(size))
    call(sys.executable, os.path.join(HERE, "encode.py"), WORKLOAD, str(size), str(SIGN_INS[size]), folder)
    with open(os.path.join(folder, "answers.txt"), "w", encoding="utf-8") as answers:
        call(CONTESTANT, WORKLOAD, str(size), str(SIGN_INS[size]), "answers", out=answers)
    return folder


class Contestant:
    """A program that decides when it is asked, on one core and one thread."""

    def __init__(self, name, sign_ins, words):
        self.name = name
        self.sign_ins = sign_ins
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "GOMAXPROCS": "1"},
            preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}))
        print(f"{name}: {self.line()}", file=sys.stderr)
        self.times = []
        count = 1
        while (taken := self.ask(0, count)) * count < ROUND_NANOSECONDS / 4 and count < sign_ins:
            count = min(2 * count, sign_ins)
        # No sign-in twice in a round: a processor learns the way through decisions that it takes again and again.
        self.count = min(max(1, round(ROUND_NANOSECONDS / taken)), sign_ins)

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"run.py: {self.name} ended early")
        return line.strip()

    def ask(self, first, count):
        """Nanoseconds a decision."""
        self.process.stdin.write(f"{first % self.sign_ins} {count}\n")
        self.process.stdin.flush()
        return int(self.line()) / count

    def run(self, first):
        """One round. What it begins with brings program and data back to the caches, and is not counted."""
        warm = -(-self.count // 10)
        self.ask(first - warm, warm)
        self.times.append(self.ask(first, self.count))

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def version(file, pattern):
    with open(os.path.join(HERE, file), encoding="utf-8") as text:
        return re.search(pattern, text.read()).group(1)


def cell(theirs, ours):
    ratios = sorted(their / our for their, our in zip(theirs.times, ours.times))
    low, middle, high = (f"{value:,.3g}" if value < 100 else f"{value:,.0f}"
                         for value in (ratios[0], statistics.median(ratios), ratios[-1]))
    return f"{middle} ({low}–{high})"


def table(size, contestants):
    ours = contestants[:len(OURS)]
    rows = [f"**{size:,} policies**, {SIGN_INS[size]:,} sign-ins compared", "",
            "| | version | µs | " + " | ".join(f"/ {contestant.name}" for contestant in ours) + " |", "|---|---|---|---|---|"]
    for contestant in ours:
        rows.append(f"| {contestant.name} | | {statistics.median(contestant.times) / 1000:,.2f} | | |")
    for contestant, (name, _, file, pattern) in zip(contestants[len(OURS):], PEERS):
        rows.append(f"| {name} | {version(file, pattern)} | {statistics.median(contestant.times) / 1000:,.1f} | " +
                    " | ".join(cell(contestant, our) for our in ours) + " |")
    return "\n".join(rows) + "\n"


def measure(size, rounds):
    folder = encode(size)
    count = SIGN_INS[size]
    contestants = [Contestant(f"Doorward, {name}", count, [CONTESTANT, WORKLOAD, str(size), str(count), mode])
                   for name, mode in OURS]
    contestants += [Contestant(name, count, [os.path.join(OUT, words[0]), *words[1:], folder])
                    for name, words, *_ in PEERS]
    for number in range(rounds):
        turn = number % len(contestants)
        for contestant in contestants[turn:] + contestants[:turn]:
            contestant.run(number * 613)
    for contestant in contestants:
        contestant.end()
    return table(size, contestants)


def record(tables):
    path = os.path.join(HERE, "README.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"(<!-- tables -->\n).*(<!-- end -->)", lambda match: match[1] + tables + match[2], text, flags=re.S)
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".new", path)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--sizes", default="100,1000,10000")
    parser.add_argument("--rounds", type=int, default=2 * (len(PEERS) + len(OURS)))
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    if not set(sizes) <= set(SIGN_INS):
        parser.error(f"sizes are among {', '.join(map(str, SIGN_INS))}")
    os.makedirs(WORKLOAD, exist_ok=True)
    build()
    tables = []
    for size in sizes:
        tables.append(measure(size, options.rounds))
        print(tables[-1], flush=True)
    if options.record:
        record("\n".join(tables))


if __name__ == "__main__":
    main()
