#!/usr/bin/env python3
"""A service that was built from the installed tree takes its policies anew on SIGHUP, and keeps them when the new ones are
damaged.

usage: reload.py SERVICE POLICIES NEW DAMAGED REQUEST BEFORE AFTER

POLICIES is what the service is given; NEW and DAMAGED are copied over it. The answer to REQUEST is BEFORE, then AFTER.
"""
import os
import shutil
import signal
import subprocess
import sys


def main():
    service, policies, new, damaged, request, before, after = sys.argv[1:]
    process = subprocess.Popen([service, policies], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)

    def answer():
        # Who is signalled before a line is written has the signal before the line.
        process.stdin.write(request + "\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    def replace(source):
        shutil.copyfile(source, policies + ".new")
        os.replace(policies + ".new", policies)
        process.send_signal(signal.SIGHUP)

    seen = [answer()]
    replace(new)
    seen.append(answer())
    replace(damaged)
    seen.append(answer())
    _, messages = process.communicate()
    if seen != [before, after, after] or process.returncode != 0 or not messages:
        sys.exit(f"answered {seen}, exit {process.returncode}, said {messages!r}")


if __name__ == "__main__":
    main()
