# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Server processes under load: starting them, asking their memory, and wrk with the scripts beside this file."""
import os
import pathlib
import signal
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


class Server:
    """A process that announces where it listens."""

    def __init__(self, command, log):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        for line in self.process.stdout:
            if line.startswith("listening on "):
                self.url = line.split("listening on ", 1)[1].strip()
                return
        sys.exit(f"{command[0]} did not start")

    def rss(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Load:
    def __init__(self, requests, micros, p50, p99, worst, errors):
        self.requests, self.errors = requests, errors
        self.rate = requests / micros * 1e6
        self.p50, self.p99, self.worst = p50 / 1000, p99 / 1000, worst / 1000


def wrk(url, connections, seconds, script, **environment):
    env = dict(os.environ, **{k: str(v) for k, v in environment.items() if v is not None})
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", str(HERE / script), url],
        env=env, capture_output=True, text=True)
    for line in out.stdout.splitlines():
        if line.startswith("RESULT "):
            return Load(*map(int, line.split()[1:]))
    sys.exit("wrk gave no result:\n" + out.stdout + out.stderr)


def rate_of(result):
    return getattr(result, "rate", result)


class Pairs:
    """Two things measured in turn: medians of each, and of their ratios pair by pair."""

    def __init__(self, a, b, rounds):
        self.rows = [(a(), b()) for _ in range(rounds)]
        self.a, self.b = (statistics.median(rate_of(row[i]) for row in self.rows) for i in (0, 1))
        self.ratio = statistics.median(rate_of(x) / rate_of(y) for x, y in self.rows)

    def first(self, attribute):
        return statistics.median(getattr(row[0], attribute) for row in self.rows)

    def errors(self):
        return sum(row[0].errors for row in self.rows)
