#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Kontor as ratios against yardsticks of the same run (docs/performance.md says what they mean).

H  the same server's GET /health/live over 64 kept connections
B  a bare QHttpServer that answers the same bytes
C  the same code with one commit for every command
P  PostgreSQL, pgbench's TPC-B; Q  PostgreSQL, a double-entry transfer as one function
R  Redis, append-only file synced always, the same transfer as a script
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from load import Pairs, Server, wrk
from yardsticks import Postgres, Redis, disk_sync_ms


class Table:
    """Prints a row as soon as it is known; remembers whether every goal was met."""

    def __init__(self):
        self.missed = []

    def row(self, name, value, note="", ok=None):
        mark = {None: "", True: "  ok", False: "  BELOW THE GOAL"}[ok]
        print(f"{name:<58} {value:<24} {note}{mark}", flush=True)
        if ok is False:
            self.missed.append(name)

    def at_least(self, name, value, goal, text="{:.2f}"):
        self.row(name, text.format(value), "goal ≥ " + text.format(goal), value >= goal)

    def at_most(self, name, value, goal, text="{:.2f}"):
        self.row(name, text.format(value), "goal ≤ " + text.format(goal), value <= goal)

    def absent(self, name, why):
        self.row(name, "skipped", why)


class Bench:
    def __init__(self, args):
        self.args = args
        self.table = Table()
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="kontor-bench-", dir=args.dir))
        self.log = open(self.dir / "server.log", "w")

    # ---- servers and loads

    def seed(self, name):
        """A ledger with accounts; returns its directory and the file of their ids."""
        data, ids = self.dir / name, self.dir / (name + ".ids")
        with open(ids, "w") as out:
            subprocess.run([f"{self.args.tools}/bench_seed", str(data), str(self.args.accounts)], check=True, stdout=out)
        return data, ids

    def start(self, data, program=None, how=("--open",)):
        return Server([program or f"{self.args.bin}/kontor-server", "serve", "--data", str(data), "--listen", "127.0.0.1:0",
                       *how], self.log)

    def sign_in(self, data, server):
        """Makes a teller and gives the access token."""
        subprocess.run([f"{self.args.bin}/kontor-server", "user", "add", "bench", "--role", "teller", "--first-name", "B",
                        "--last-name", "Ench", "--data", str(data)], input="2 Igel trinken Tee\n", text=True, check=True,
                       stdout=subprocess.DEVNULL)
        body = json.dumps({"username": "bench", "password": "2 Igel trinken Tee"}).encode()
        request = urllib.request.Request(server.url + "/api/v1/auth/login", body, {"Content-Type": "application/json"})
        return json.load(urllib.request.urlopen(request))["accessToken"]

    def pairs(self, a, b):
        return Pairs(a, b, self.args.rounds)

    def health(self, server):
        return lambda: wrk(server.url + "/health/live", 64, self.args.seconds, "plain.lua")

    def transfers(self, server, ids, connections=64, **environment):
        return lambda: wrk(server.url, connections, self.args.seconds, "transfers.lua", KONTOR_IDS=ids, **environment)

    # ---- what is measured

    def edge(self, server):
        bare = Server([f"{self.args.tools}/bench_bare_httpserver"], self.log)
        pairs = self.pairs(self.health(server), self.health(bare))
        bare.stop()
        self.table.row("H: GET /health/live, 64 connections", f"{pairs.a:,.0f}/s", f"B: {pairs.b:,.0f}/s")
        self.table.at_least("H / B", pairs.ratio, 0.85)

    def single(self, server, ids):
        pairs = self.pairs(self.transfers(server, ids), self.health(server))
        self.table.row("durable transfers, 64 connections, with keys", f"{pairs.a:,.0f}/s", f"H: {pairs.b:,.0f}/s")
        self.table.at_least("transfers / H", pairs.ratio, 0.50)
        self.table.row("their p50", f"{pairs.first('p50'):.1f} ms")
        self.table.at_most("their p99, in ms", pairs.first("p99"), 10, "{:.1f}")
        self.table.at_most("answers other than 2xx", pairs.errors(), 0, "{}")
        # So far most transfers were the first of their accounts since the start, which have to be read.
        wrk(server.url, 64, 5 * self.args.seconds, "transfers.lua", KONTOR_IDS=ids)
        settled = self.pairs(self.transfers(server, ids), self.health(server))
        self.table.row("transfers / H, once most accounts are in memory", f"{settled.ratio:.2f}",
                       f"p99 {settled.first('p99'):.1f} ms")
        pairs = self.pairs(self.transfers(server, ids, KONTOR_HOT=2), self.transfers(server, ids))
        self.table.at_least("hot: all on two accounts / random", pairs.ratio, 1.0)

    def reads(self, server, ids):
        balance = lambda: wrk(server.url, 64, self.args.seconds, "plain.lua", KONTOR_IDS=ids)
        pairs = self.pairs(balance, self.health(server))
        self.table.row("GET balance, 64 connections", f"{pairs.a:,.0f}/s", f"H: {pairs.b:,.0f}/s")
        self.table.at_least("GET balance / H", pairs.ratio, 0.85)
        self.table.at_most("answers other than 2xx", pairs.errors(), 0, "{}")

    def signed_in(self, server, ids):
        """The same with an access token, its check, the table of rights and the audit."""
        data, own_ids = self.seed("signed-in")
        own = self.start(data, how=("--rate-caller", "0"))
        token = self.sign_in(data, own)
        for name, script in (("GET balance", "plain.lua"), ("durable transfers", "transfers.lua")):
            load = lambda url, which, key: lambda: wrk(url, 64, self.args.seconds, script, KONTOR_IDS=which, KONTOR_TOKEN=key)
            pairs = self.pairs(load(own.url, own_ids, token), load(server.url, ids, None))
            self.table.row(f"{name}, signed in", f"{pairs.a:,.0f}/s", f"open: {pairs.b:,.0f}/s")
            self.table.at_least(f"{name}, signed in / open", pairs.ratio, 0.80)
            self.table.at_most("answers other than 2xx", pairs.errors(), 0, "{}")
        own.stop()

    def batches(self, server, ids):
        for size in (1000, 8000):
            batch = lambda: wrk(server.url, 2, self.args.seconds, "batch.lua", KONTOR_IDS=ids, KONTOR_BATCH=size)
            pairs = self.pairs(batch, self.health(server))
            self.table.row(f"transfers in batches of {size}", f"{pairs.a:,.0f}/s", f"H: {pairs.b:,.0f}/s")
            self.table.at_least(f"batches of {size} / H", pairs.ratio, 1.6)
            self.table.at_most("answers other than 2xx", pairs.errors(), 0, "{}")

    def commit_each(self, server, ids):
        data, each_ids = self.seed("each")
        each = self.start(data, f"{self.args.tools}/bench_server_commit_each")
        pairs = self.pairs(self.transfers(server, ids), self.transfers(each, each_ids))
        self.table.row("C: a commit for each command, 64 connections", f"{pairs.b:,.0f}/s", f"grouped: {pairs.a:,.0f}/s")
        self.table.at_least("transfers / C", pairs.ratio, 10)
        pairs = self.pairs(self.transfers(server, ids, 1), self.transfers(each, each_ids, 1))
        each.stop()
        self.table.at_least("transfers / C, 1 connection", pairs.ratio, 1.0)
        disk = statistics.median(disk_sync_ms(self.dir) for _ in range(3)) + self.args.sync_ms
        self.table.row("the disk's own synced write, 1 connection's p50", f"{disk:.2f} ms", f"{pairs.first('p50'):.2f} ms")
        self.table.at_most("p50 of 1 connection / synced write", pairs.first("p50") / disk, 2)

    def others(self, server, ids):
        postgres = Postgres(self.dir, self.log)
        if postgres.absent():
            self.table.absent("P and Q", postgres.absent())
        else:
            with postgres:
                for name, load, goal in (("P", postgres.tpcb, 9), ("Q", postgres.transfers, 6)):
                    pairs = self.pairs(self.transfers(server, ids), lambda: load(self.args.seconds))
                    self.table.row(f"{name}: PostgreSQL", f"{pairs.b:,.0f}/s", f"Kontor: {pairs.a:,.0f}/s")
                    self.table.at_least(f"transfers / {name}", pairs.ratio, goal)
        redis = Redis(self.dir, self.log)
        if redis.absent():
            self.table.absent("R", redis.absent())
        else:
            with redis:
                pairs = self.pairs(self.transfers(server, ids), lambda: redis.transfers(self.args.seconds))
                self.table.row("R: Redis", f"{pairs.b:,.0f}/s", f"Kontor: {pairs.a:,.0f}/s")
                self.table.at_least("transfers / R", pairs.ratio, 1.5)

    def sustained(self, server, data, ids):
        size = lambda: sum(f.stat().st_size for f in data.iterdir() if f.is_file() and not f.name.endswith("-wal"))
        before, memory = size(), server.rss()
        h = [self.health(server)().rate]
        load = wrk(server.url, 64, self.args.sustained, "transfers.lua", KONTOR_IDS=ids)
        h.append(self.health(server)().rate)
        self.table.row(f"sustained for {self.args.sustained} s, views keeping up", f"{load.rate:,.0f}/s",
                       f"H: {statistics.median(h):,.0f}/s")
        self.table.at_least("sustained / H", load.rate / statistics.median(h), 0.40)
        self.table.row("its p99 and its worst answer", f"{load.p99:.1f} / {load.worst:.1f} ms")
        self.table.at_most("answers other than 2xx meanwhile", load.errors, 0, "{}")
        self.table.at_most(f"memory after {load.requests:,} more commands, MB", server.rss(), 100, "{:.0f}")
        self.table.row("memory before them", f"{memory:.0f} MB")
        time.sleep(3)
        self.table.at_most("bytes on disk per transfer, all indexes", (size() - before) / max(1, load.requests), 600, "{:.0f}")

    def tools(self):
        """Measures that other programs make in process; they print "name: value unit"."""
        out = subprocess.run([f"{self.args.tools}/bench_webhooks", "20000", "1000", str(self.dir)], capture_output=True,
                             text=True).stdout
        rate = float(re.search(r": ([\d.]+)/s", out).group(1))
        self.table.at_least("webhooks delivered to one local target, per second", rate, 4000, "{:,.0f}")
        out = subprocess.run([f"{self.args.tools}/bench_storage", "500000", "100000", "follow"], capture_output=True,
                             text=True).stdout
        for line in out.splitlines():
            name, value = line.split(":", 1)
            self.table.row(name, value.strip())

    def run(self):
        data, ids = self.seed("main")
        started = time.monotonic()
        server = self.start(data)
        self.table.row(f"start to listening, {self.args.accounts} accounts", f"{time.monotonic() - started:.2f} s")
        self.table.at_most(f"memory with {self.args.accounts} accounts, MB", server.rss(), 60, "{:.0f}")
        parts = {"edge": lambda: self.edge(server), "single": lambda: self.single(server, ids),
                 "reads": lambda: self.reads(server, ids),
                 "signin": lambda: self.signed_in(server, ids), "batches": lambda: self.batches(server, ids),
                 "commit": lambda: self.commit_each(server, ids), "others": lambda: self.others(server, ids),
                 "sustained": lambda: self.sustained(server, data, ids), "tools": self.tools}
        for name, part in parts.items():
            if not self.args.only or name in self.args.only:
                part()
        server.stop()
        shutil.rmtree(self.dir, ignore_errors=True)
        if self.table.missed:
            print(f"\n{len(self.table.missed)} below the goal: " + "; ".join(self.table.missed))
        return not self.table.missed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", help="edge single reads signin batches commit others sustained tools; all by default")
    parser.add_argument("--bin", default="build/release/bin")
    parser.add_argument("--tools", default="build/release/tests")
    parser.add_argument("--dir", default=None, help="where the ledgers are made: the disk that is measured")
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--sustained", type=int, default=60)
    parser.add_argument("--sync-ms", type=float, default=0, help="so much longer does every sync of the disk take, for all")
    args = parser.parse_args()
    slow_disk = pathlib.Path(args.tools, "libslow_disk.so").resolve()
    if not 0 <= args.sync_ms <= 1000:
        parser.error("--sync-ms: from 0 to 1000 milliseconds are wanted")
    if args.sync_ms > 0 and not slow_disk.exists():
        parser.error(f"--sync-ms: {slow_disk} is missing; ./dev build makes it")
    if args.sync_ms > 0:
        os.environ.update(LD_PRELOAD=str(slow_disk), KONTOR_SYNC_MS=str(args.sync_ms))
        print(f"Every sync takes {args.sync_ms:g} ms longer than this disk needs.")
    sys.exit(0 if Bench(args).run() else 1)


if __name__ == "__main__":
    main()
