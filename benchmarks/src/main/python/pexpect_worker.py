"""Measures pexpect; speaks the line protocol of a worker: a count comes in, a line per metric goes out, then "end"."""

import mmap
import os
import struct
import sys
import tempfile
import time

import pexpect
from pexpect import popen_spawn

WARM_UP = 20


def spawn(kind, command):
    if kind == "pipe":
        child = popen_spawn.PopenSpawn(command)
    else:
        child = pexpect.spawn(command[0], command[1:], dimensions=(30, 120))
    if kind != "default":
        child.delaybeforesend = None
        child.delayafterread = None
    return child


def finish(kind, child):
    if kind == "pipe":
        child.sendeof()
        child.wait()
    else:
        child.close(force=True)


def start(kind, count):
    times = []
    for _ in range(count):
        begin = time.monotonic_ns()
        child = spawn(kind, ["sh", "-c", "echo hi"])
        child.expect_exact("h")
        times.append(time.monotonic_ns() - begin)
        finish(kind, child)
    return times


def round_trip(kind, count, quiet=False):
    child = spawn(kind, ["sh", "-c", "stty -echo; echo ready; exec cat"] if quiet else ["cat"])
    if quiet:
        child.expect_exact("ready")
    times = []
    for number in range(count + WARM_UP):
        token = "t%07d" % number
        begin = time.monotonic_ns()
        child.sendline(token)
        child.expect_exact(token)
        times.append(time.monotonic_ns() - begin)
    finish(kind, child)
    return times[WARM_UP:]


def exit_seen(kind, count):
    times = []
    with tempfile.NamedTemporaryFile(prefix="curfew-bench-") as stamp:
        stamp.truncate(8)
        with mmap.mmap(stamp.fileno(), 8) as death:
            for _ in range(count):
                times.append(one_exit(kind, stamp.name, death))
    return times


def one_exit(kind, stamp, death):
    death[:] = struct.pack("q", -1)
    child = spawn(kind, [os.environ["CURFEW_BENCH_MORTAL"], stamp])
    while struct.unpack("q", death[:])[0]:
        time.sleep(0.0002)
    child.sendline()
    child.wait()
    time_seen = time.monotonic_ns() - struct.unpack("q", death[:])[0]
    if kind != "pipe":
        child.close()
    return time_seen


BENCHMARKS = {
    "start": start,
    "round-trip": round_trip,
    "round-trip-quiet": lambda kind, count: round_trip(kind, count, quiet=True),
    "exit": exit_seen,
}

for line in sys.stdin:
    print("time", *BENCHMARKS[sys.argv[1]](sys.argv[2], int(line)))
    print("end", flush=True)
