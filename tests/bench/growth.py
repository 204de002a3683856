#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what a ledger costs as it grows, and draws it into docs/performance.md and docs/images/growth.svg.

Each size is measured beside the smallest one, in turn, because a rate by itself says more about the machine.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from load import Server, wrk

# So that a page of a history is as long in a small ledger as in a large one.
EVENTS_OF_AN_ACCOUNT = 1000
BEGIN, END = "<!-- growth: begin -->", "<!-- growth: end -->"
# What is drawn: (key, name, unit, how it is written). Lower is better for all.
CURVES = [
    ("append", "append: one durable transfer, 64 connections", "µs", "{:,.0f}"),
    ("balance", "a balance: read over 8 connections", "µs", "{:,.0f}"),
    ("history", "a page of 50 of a history: read over 8 connections", "µs", "{:,.0f}"),
    ("startup", "start to ready", "ms", "{:,.0f}"),
    ("replay", "replay: all views anew, per event", "µs", "{:,.2f}"),
    ("verify", "verify: the whole log, per event", "µs", "{:,.2f}"),
    ("bytes", "on disk: ledger and views, per event", "bytes", "{:,.0f}"),
    ("memory", "memory after the reads", "MB", "{:,.0f}"),
]


def accounts_of(events):
    return events // EVENTS_OF_AN_ACCOUNT


class Ledger:
    def __init__(self, args, directory, events, log):
        self.args, self.log, self.events = args, log, events
        self.data, self.ids = directory / str(events), directory / f"{events}.ids"
        accounts = accounts_of(events)
        transfers = (events - 3 * accounts) // 2
        with open(self.ids, "w") as out:
            subprocess.run([f"{args.tools}/bench_seed", str(self.data), str(accounts), str(transfers)], check=True, stdout=out)

    def command(self, *words):
        """What the command says that it took, in seconds: its start is the same for all sizes."""
        out = subprocess.run([f"{self.args.bin}/kontor-server", *words, "--data", str(self.data)], check=True,
                             stdout=subprocess.PIPE, stderr=self.log, text=True).stdout
        return float(re.findall(r"([\d.]+) s\b", out)[-1])

    def start(self):
        return Server([f"{self.args.bin}/kontor-server", "serve", "--data", str(self.data), "--listen", "127.0.0.1:0", "--open",
                       "--scrub-rows-per-second", "0"], self.log)

    def startup(self):
        started = time.monotonic()
        server = self.start()
        took = time.monotonic() - started
        server.stop()
        return took

    def bytes(self):
        return sum(f.stat().st_size for f in self.data.iterdir() if f.name in ("ledger.db", "views.db")) / self.events

    def cost(self, server, connections, script, **more):
        """Microseconds for one request."""
        load = wrk(server.url, connections, self.args.seconds, script, KONTOR_IDS=self.ids, **more)
        if load.errors:
            sys.exit(f"{load.errors} of {load.requests} requests failed: {script} {more}")
        return 1e6 / load.rate

    def at_rest(self):
        return {"bytes": self.bytes(), "startup": statistics.median(self.startup() for _ in range(3)) * 1e3,
                "verify": self.command("verify") * 1e6 / self.events,
                "replay": self.command("rebuild") * 1e6 / self.events}


def in_turn(args, ledgers, servers, connections, script, **more):
    """What each of the ledgers costs: the median of rounds in which each has its turn."""
    rounds = [[ledger.cost(server, connections, script, **more) for ledger, server in zip(ledgers, servers)]
              for _ in range(args.rounds)]
    return [statistics.median(costs) for costs in zip(*rounds)]


def under_load(args, ledgers):
    servers = []
    try:
        for ledger in ledgers:
            servers.append(ledger.start())
        found = {"balance": in_turn(args, ledgers, servers, 8, "plain.lua"),
                 "history": in_turn(args, ledgers, servers, 8, "plain.lua", KONTOR_PATH="/history?limit=50"),
                 "memory": [server.rss() for server in servers],
                 # Last, because it makes the ledgers grow; and between as many accounts in each, because
                 # it is their size that is measured.
                 "append": in_turn(args, ledgers, servers, 64, "transfers.lua", KONTOR_HOT=accounts_of(ledgers[0].events))}
    finally:
        for server in servers:
            server.stop()
    return [{key: costs[i] for key, costs in found.items()} for i in range(len(ledgers))]


def measure(args, ledgers):
    at_rest = [ledger.at_rest() for ledger in ledgers]
    return [{**rest, **load} for rest, load in zip(at_rest, under_load(args, ledgers))]


def short(events):
    return f"{events // 1_000_000} million" if events >= 1_000_000 else f"{events // 1000} thousand"


def table(sizes, rows):
    text = "| | " + " | ".join(short(n) for n in sizes) + f" | {short(sizes[-1])} / {short(sizes[0])} |\n"
    text += "|---|" + "---:|" * (len(sizes) + 1) + "\n"
    for key, name, unit, how in CURVES:
        cells = [how.format(row[key]) + " " + unit for row in rows]
        text += f"| {name} | " + " | ".join(cells) + f" | {rows[-1][key] / rows[0][key]:.2f} |\n"
    return text


def svg(sizes, rows):
    """A small picture for each curve: events to the right, cost as a multiple of the first to the top."""
    width, height, gap, columns = 250, 110, 24, 2
    parts = []
    for i, (key, name, unit, how) in enumerate(CURVES):
        left, top = gap + i % columns * (width + 2 * gap), gap + i // columns * (height + 3 * gap)
        worst = max(2.0, max(row[key] / rows[0][key] for row in rows))
        x = lambda n: left + (width * n / max(1, len(sizes) - 1))
        y = lambda value: top + height - height * (value / rows[0][key]) / worst
        points = " ".join(f"{x(n):.1f},{y(row[key]):.1f}" for n, row in enumerate(rows))
        parts.append(f'<text x="{left}" y="{top - 8}" font-weight="bold">{name.split(":")[0]}</text>')
        parts.append(f'<path d="M{left} {top}V{top + height}H{left + width}" fill="none" stroke="#999"/>')
        parts.append(f'<polyline points="{points}" fill="none" stroke="#1f6f54" stroke-width="2.5"/>')
        for n, (size, row) in enumerate(zip(sizes, rows)):
            parts.append(f'<circle cx="{x(n):.1f}" cy="{y(row[key]):.1f}" r="3.5" fill="#1f6f54"/>')
            anchor = "start" if n == 0 else "end" if n == len(sizes) - 1 else "middle"
            parts.append(f'<text x="{x(n):.1f}" y="{top + height + 16}" text-anchor="{anchor}" fill="#555">{short(size)}</text>')
            parts.append(f'<text x="{x(n):.1f}" y="{y(row[key]) - 8:.1f}" text-anchor="{anchor}">{how.format(row[key])} {unit}</text>')
    rows_of = (len(CURVES) + columns - 1) // columns
    size = f'width="{columns * (width + 2 * gap)}" height="{rows_of * (height + 3 * gap) + gap}"'
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Open Sans, sans-serif" font-size="11">\n'
            f'<rect {size} fill="#fff"/>\n{body}\n</svg>\n')


def draw(root, sizes, rows, command):
    page = root / "docs" / "performance.md"
    text = page.read_text()
    part = f"{BEGIN}\nMeasured with `{command}`; the sizes in turn, in one run, with {os.cpu_count()} processors.\n\n{table(sizes, rows)}\n![growth](images/growth.svg)\n{END}"
    page.write_text(re.sub(re.escape(BEGIN) + ".*" + re.escape(END), lambda _: part, text, flags=re.S))
    (root / "docs" / "images" / "growth.svg").write_text(svg(sizes, rows))


def rising_sizes(text):
    sizes = [int(n) for n in text.split(",")]
    if sizes != sorted(sizes) or accounts_of(sizes[0]) < 2:
        raise argparse.ArgumentTypeError(f"rising sizes are wanted, each of at least {2 * EVENTS_OF_AN_ACCOUNT}")
    return sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="build/release/bin")
    parser.add_argument("--tools", default="build/release/tests")
    parser.add_argument("--dir", default=None, help="where the ledgers are made: the disk that is measured")
    parser.add_argument("--events", type=rising_sizes, default="10000,1000000", help="the sizes, rising")
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--draw", action="store_true", help="write docs/performance.md and its picture anew")
    args = parser.parse_args()
    sizes = args.events
    directory = pathlib.Path(tempfile.mkdtemp(prefix="kontor-growth-", dir=args.dir))
    try:
        with open(directory / "server.log", "w") as log:
            ledgers = [Ledger(args, directory, n, log) for n in sizes]
            rows = measure(args, ledgers)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    print(table(sizes, rows))
    if args.draw:
        draw(pathlib.Path(__file__).resolve().parents[2], sizes, rows, f"./dev bench --growth --events {','.join(map(str, sizes))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
