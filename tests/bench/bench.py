#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Kontor as ratios against yardsticks of the same run (docs/performance.md says what they mean).

H  the same server's GET /health/live over 64 kept connections
B  a bare QHttpServer that answers the same bytes
C  the same code with one commit for every command
"""
import argparse
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).parent


class Server:
    """A server process of ours that announces where it listens."""

    def __init__(self, command, log):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        for line in self.process.stdout:
            if line.startswith("listening on "):
                self.url = line.split("listening on ", 1)[1].strip()
                break
        else:
            sys.exit(f"{command[0]} did not start")

    def rss(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Load:
    def __init__(self, rate, p50, p99, worst, errors):
        self.rate, self.p50, self.p99, self.worst, self.errors = rate, p50, p99, worst, errors


def wrk(url, connections, seconds, script, **environment):
    env = dict(os.environ, **{k: str(v) for k, v in environment.items() if v is not None})
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(HERE / script), url],
        env=env, capture_output=True, text=True)
    for line in out.stdout.splitlines():
        if line.startswith("RESULT "):
            n, micros, p50, p99, worst, errors = map(int, line.split()[1:])
            return Load(n / micros * 1e6, p50 / 1000, p99 / 1000, worst / 1000, errors)
    sys.exit("wrk gave no result:\n" + out.stdout + out.stderr)


class Bench:
    def __init__(self, args):
        self.args = args
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="kontor-bench-", dir=args.dir))
        self.log = open(self.dir / "server.log", "w")
        self.rows = []

    def seed(self, name):
        data = self.dir / name
        subprocess.run([f"{self.args.tools}/bench_seed", str(data), str(self.args.accounts)], check=True,
                       stdout=open(self.dir / "ids", "w"))
        return data

    def row(self, name, value, goal, ok=None):
        self.rows.append((name, value, goal, ok))
        mark = "" if ok is None else ("  ok" if ok else "  BELOW THE GOAL")
        print(f"{name:<58} {value:<26} {goal}{mark}", flush=True)

    def ratio(self, name, value, goal):
        self.row(name, f"{value:.2f}", f"goal {goal:.2f}", value >= goal)

    def pairs(self, a, b):
        """Medians of a and b measured in turn, and of their ratios pair by pair."""
        rows = [(a(), b()) for _ in range(self.args.rounds)]
        rate = lambda i: statistics.median(r[i].rate for r in rows)
        return rate(0), rate(1), statistics.median(x.rate / y.rate for x, y in rows), rows

    def run(self):
        seconds = self.args.seconds
        ids = self.dir / "ids"
        data = self.seed("main")
        started = time.monotonic()
        server = Server([f"{self.args.bin}/kontor-server", "serve", "--data", str(data), "--listen",
                         "127.0.0.1:0", "--open"], self.log)
        self.row(f"start to listening, {self.args.accounts} accounts", f"{time.monotonic() - started:.2f} s", "")
        self.row(f"memory with {self.args.accounts} accounts", f"{server.rss():.0f} MB", "goal 60 MB",
                 server.rss() <= 60)
        bare = Server([f"{self.args.tools}/bench_bare_httpserver"], self.log)
        health = lambda: wrk(server.url + "/health/live", 64, seconds, "plain.lua")
        transfers = lambda c=64, **e: wrk(server.url, c, seconds, "transfers.lua", KONTOR_IDS=ids, **e)

        h, b, ratio, _ = self.pairs(health, lambda: wrk(bare.url + "/health/live", 64, seconds, "plain.lua"))
        bare.stop()
        self.row("H: GET /health/live, 64 connections", f"{h:,.0f}/s", f"B: {b:,.0f}/s")
        self.ratio("H / B", ratio, 0.85)
        t, h, ratio, rows = self.pairs(transfers, health)
        p99 = statistics.median(x.p99 for x, _ in rows)
        self.row("durable transfers, 64 connections, with keys", f"{t:,.0f}/s", f"H: {h:,.0f}/s")
        self.ratio("transfers / H", ratio, 0.40)
        self.row("their p50 and p99", f"{statistics.median(x.p50 for x, _ in rows):.1f} / {p99:.1f} ms",
                 "goal p99 25 ms", p99 <= 25)
        errors = sum(x.errors for x, _ in rows)
        self.row("answers other than 2xx", str(errors), "goal 0", errors == 0)
        _, _, ratio, _ = self.pairs(lambda: transfers(KONTOR_HOT=2), transfers)
        self.ratio("hot: all on two accounts / random", ratio, 0.9)
        r, h, ratio, _ = self.pairs(lambda: wrk(server.url, 64, seconds, "plain.lua", KONTOR_IDS=ids), health)
        self.row("GET balance, 64 connections", f"{r:,.0f}/s", f"H: {h:,.0f}/s")
        self.ratio("GET balance / H", ratio, 0.75)

        each_data = self.seed("each")
        each = Server([f"{self.args.tools}/bench_server_commit_each", "serve", "--data", str(each_data),
                       "--listen", "127.0.0.1:0", "--open"], self.log)
        each_ids = shutil.copy(self.dir / "ids", self.dir / "each-ids")
        commit_each = lambda c: wrk(each.url, c, seconds, "transfers.lua", KONTOR_IDS=each_ids)
        server.stop()
        group_data = self.seed("group")
        group = Server([f"{self.args.bin}/kontor-server", "serve", "--data", str(group_data), "--listen",
                        "127.0.0.1:0", "--open"], self.log)
        group_ids = shutil.copy(self.dir / "ids", self.dir / "group-ids")
        grouped = lambda c: wrk(group.url, c, seconds, "transfers.lua", KONTOR_IDS=group_ids)
        g, c, ratio, _ = self.pairs(lambda: grouped(64), lambda: commit_each(64))
        self.row("C: a commit for each command, 64 connections", f"{c:,.0f}/s", f"grouped: {g:,.0f}/s")
        self.ratio("transfers / C", ratio, 8)
        _, _, ratio, _ = self.pairs(lambda: grouped(1), lambda: commit_each(1))
        self.ratio("transfers / C, 1 connection", ratio, 0.9)
        each.stop()
        self.sustained(group, group_ids, group_data)
        group.stop()
        shutil.rmtree(self.dir, ignore_errors=True)
        return all(ok is not False for *_, ok in self.rows)

    def sustained(self, server, ids, data):
        h = wrk(server.url + "/health/live", 64, 3, "plain.lua").rate
        before = sum(f.stat().st_size for f in data.iterdir() if f.is_file())
        load = wrk(server.url, 64, self.args.sustained, "transfers.lua", KONTOR_IDS=ids)
        h = statistics.median([h, wrk(server.url + "/health/live", 64, 3, "plain.lua").rate])
        self.row(f"sustained for {self.args.sustained} s, views keeping up", f"{load.rate:,.0f}/s", f"H: {h:,.0f}/s")
        self.ratio("sustained / H", load.rate / h, 0.25)
        self.row("answers other than 2xx meanwhile", str(load.errors), "")
        self.row("memory after it", f"{server.rss():.0f} MB", "")
        time.sleep(3)
        grown = sum(f.stat().st_size for f in data.iterdir() if f.is_file() and not f.name.endswith("-wal")) - before
        size = grown / max(1, load.rate * self.args.sustained)
        self.row("bytes on disk per transfer, all indexes", f"{size:.0f}", "goal 800", size <= 800)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="build/release/bin")
    parser.add_argument("--tools", default="build/release/tests")
    parser.add_argument("--dir", default=None, help="where the ledgers are made: the disk that is measured")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--sustained", type=int, default=60)
    sys.exit(0 if Bench(parser.parse_args()).run() else 1)


if __name__ == "__main__":
    main()
