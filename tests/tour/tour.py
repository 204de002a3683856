#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A short branch day through the real programs: tells what happens and compares every figure with a second source.

Starts kontor-server on a new ledger, a webhook listener in a process of its own, and kontor-atm without a display on a
device script. Exits 0 only if everything agrees.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from decimal import Decimal

HERE = pathlib.Path(__file__).parent
FAILED = []


def say(text):
    print(text, flush=True)


def agree(what, *figures):
    """Every figure of one thing, each from another source."""
    same = all(figure == figures[0] for figure in figures)
    say(f"   {'=' if same else '≠'} {what}: {', '.join(str(f) for f in figures)}")
    if not same:
        FAILED.append(what)


class Api:
    def __init__(self, url):
        self.url = url

    def call(self, method, path, body=None, key=None):
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + "/api/v1" + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=15) as answer:
                return json.loads(answer.read() or b"null", parse_float=Decimal)
        except urllib.error.HTTPError as error:
            return json.loads(error.read(), parse_float=Decimal)

    def balance(self, account):
        return self.call("GET", f"/accounts/{account}/balance")["balance"]


class Day:
    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder
        self.server = self.listener = None

    def start_server(self):
        command = [f"{self.programs}/kontor-server", "serve", "--data", f"{self.folder}/ledger", "--listen",
                   "127.0.0.1:0", "--open"]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                                       stderr=open(f"{self.folder}/server.log", "w"))
        line = self.server.stdout.readline()
        if not line.startswith("listening on "):
            sys.exit("The server did not start; see " + f"{self.folder}/server.log")
        self.api = Api(line.split()[-1])

    def start_listener(self):
        self.listener = subprocess.Popen([sys.executable, "-u", str(HERE.parent / "tools/webhook_listener.py"),
                                          "--port", "0"], stdout=subprocess.PIPE, text=True)
        target = json.loads(self.listener.stdout.readline())["listening"]
        endpoint = self.api.call("POST", "/webhooks/endpoints", {"url": target + "hook"})
        return endpoint["id"]

    def next_webhook(self):
        return json.loads(self.listener.stdout.readline(), parse_float=Decimal)["message"]["data"]

    def cash_machine(self, script):
        path = pathlib.Path(self.folder) / "device.script"
        path.write_text(script)
        run = subprocess.run([f"{self.programs}/kontor-atm", "--server", self.api.url, "--data",
                              f"{self.folder}/atm", "--script", str(path)], capture_output=True, text=True,
                             env=dict(os.environ, QT_QPA_PLATFORM="offscreen"), timeout=90)
        if run.returncode != 0:
            sys.exit("The cash machine's script failed:\n" + run.stdout + run.stderr)
        return [json.loads(line) for line in run.stdout.splitlines()]

    def run(self, program, *arguments):
        """What a program prints that must succeed."""
        run = subprocess.run([f"{self.programs}/{program}", *arguments], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{program} ended with {run.returncode}:\n{run.stdout}{run.stderr}")
        return run.stdout

    def stop(self):
        for process in (self.listener, self.server):
            if process and process.poll() is None:
                process.terminate()
                process.wait(20)


def show(text):
    say("".join(f"   | {line}\n" for line in text.splitlines()).rstrip())


def column(text, row, name):
    """A figure of the trial balance; its columns are two blanks or more apart."""
    lines = [re.split(r"\s{2,}", line) for line in text.splitlines()]
    head = next(cells for cells in lines if name in cells)
    return next(cells for cells in lines if cells[0] == row)[head.index(name)]


def money_in(text):
    """The figure in a line such as "Balance  €255.00"."""
    return Decimal("".join(c for c in text if c.isdigit() or c == "."))


def play(day):
    say("1. The branch opens: a server on an empty ledger, a listener for its webhooks.")
    day.start_server()
    api = day.api
    day.start_listener()

    say("2. Carla opens an account with 300.00, Chidi one with 50.00.")
    carla = api.call("POST", "/accounts", {"name": "Carla Weber", "cpf": "12345678909", "initialBalance": 300})["id"]
    chidi = api.call("POST", "/accounts", {"ownerName": "Chidi Okafor", "initialBalance": "50.00"})["id"]
    hooks = {h["accountId"]: h["balanceAfter"] for h in (day.next_webhook(), day.next_webhook())}
    agree("Carla opened with", hooks[carla], api.balance(carla), Decimal("300.00"))
    agree("Chidi opened with", hooks[chidi], api.balance(chidi), Decimal("50.00"))

    say("3. Carla pays in 125.50. The line drops, so her teller sends it again: it is booked once.")
    deposit = {"amount": 125.50}
    first = api.call("POST", f"/accounts/{carla}/deposit", deposit, key="tour-deposit")
    again = api.call("POST", f"/accounts/{carla}/deposit", deposit, key="tour-deposit")
    agree("both answers", first["balanceAfter"], again["balanceAfter"])
    agree("after the deposit", first["balanceAfter"], api.balance(carla), day.next_webhook()["balanceAfter"],
          Decimal("425.50"))

    say("4. She sends 75.50 to Chidi.")
    sent = api.call("POST", "/accounts/transfer", {"sourceAccountId": carla, "destinationAccountId": chidi,
                                                    "amount": 75.50}, key="tour-transfer")
    hooks = {h["accountId"]: h["balanceAfter"] for h in (day.next_webhook(), day.next_webhook())}
    agree("Carla after the transfer", sent["balanceAfter"], api.balance(carla), hooks[carla], Decimal("350.00"))
    agree("Chidi after the transfer", api.balance(chidi), hooks[chidi], Decimal("125.50"))

    say("5. She asks for more than she has, and is refused.")
    refused = api.call("POST", f"/accounts/{carla}/withdraw", {"amount": 350.01})
    agree("the refusal", refused["code"], "insufficient-funds")
    agree("nothing moved", api.balance(carla), Decimal("350.00"))

    say("6. At the cash machine: card, PIN, 170; the card comes back first, then the notes.")
    card = api.call("POST", "/cards", {"accountId": carla, "pin": "7391"})["id"]
    events = day.cash_machine(f"""expect screen attract
insert {card}
pin 7391
expect screen menu
choose 5
amount 170
expect screen notes
choose 1
expect screen take-card
take card
expect screen take-cash
take cash
expect screen receipt
choose 1
expect screen goodbye
expect queue 0
elapse goodbye
expect screen attract
quit
""")
    order = [e["event"] for e in events if e["event"] in ("card-taken", "cash-presented", "cash-taken")]
    agree("card before cash", " ".join(order), "card-taken cash-presented cash-taken")
    paid = next(Decimal(e["amount"]) for e in events if e["event"] == "cash-presented")
    slip = next(money_in(e["text"]) for e in events if e["event"] == "slip-line" and e["text"].startswith("Balance"))
    hook = day.next_webhook()
    agree("paid out", paid, hook["amount"], Decimal("170"))
    agree("after the withdrawal", slip, api.balance(carla), hook["balanceAfter"], Decimal("180.00"))

    say("7. The history tells the same story, version by version.")
    history = api.call("GET", f"/accounts/{carla}/history")["items"]
    agree("what happened", " ".join(e["type"] for e in history),
          "AccountCreated MoneyDeposited MoneyTransferred HoldPlaced MoneyWithdrawn")
    agree("its last balance", history[-1]["balanceAfter"], api.balance(carla))
    agree("versions", [e["version"] for e in history], list(range(1, len(history) + 1)))

    say("8. The branch closes, and an offline check goes through the books.")
    day.stop()
    agree("the server's exit code", day.server.returncode, 0)
    verify = day.run("kontor-server", "verify", "--data", f"{day.folder}/ledger")
    show(verify)
    agree("the books' balances", column(verify, "EUR", "balances"), "305.50")

    say("9. An auditor takes the books home and checks them there, against a head noted on paper.")
    books = f"{day.folder}/books.jsonl"
    head = day.run("kontor-server", "head", "--data", f"{day.folder}/ledger").strip()
    day.run("kontor-server", "export", "--data", f"{day.folder}/ledger", "--output", books)
    audit = day.run("kontor-verify", books, "--head", head)
    show(audit)
    agree("the head of the export", re.search(r"^head +(.*)$", audit, re.M).group(1), head)
    agree("its balances, in minor units", column(audit, "EUR", "balances"), "30,550")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default="build/release/bin")
    programs = parser.parse_args().bin
    with tempfile.TemporaryDirectory(prefix="kontor-tour-") as folder:
        day = Day(programs, folder)
        started = time.monotonic()
        try:
            play(day)
        finally:
            day.stop()
    if FAILED:
        say(f"\n{len(FAILED)} figures do not agree: {', '.join(FAILED)}")
        return 1
    say(f"\nEverything agrees. ({time.monotonic() - started:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
