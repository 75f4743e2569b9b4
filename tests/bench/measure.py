#!/usr/bin/python3
"""CPU seconds (user and system, children too) and peak memory of commands,
the least of several runs, the commands taking turns so that a busy machine
hurts them alike: measure.py RUNS COMMAND... prints a line for each command,
"SECONDS KB".  A command is a line for /bin/sh."""
import os
import subprocess
import sys


def run(command):
    child = subprocess.Popen(["/bin/sh", "-c", command],
                             stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code != 0 and not 0 < code < 126 * ("BENCH_ANY_STATUS" in os.environ):
        sys.exit("failed: " + command)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


commands = sys.argv[2:]
best = [(float("inf"), 0)] * len(commands)
for _ in range(int(sys.argv[1])):
    for i, command in enumerate(commands):
        best[i] = min(best[i], run(command))
for seconds, kilobytes in best:
    print("%.4f %d" % (seconds, kilobytes))
