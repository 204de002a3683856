#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the wallet document's sample in a real browser with the stock client, on a page of the server
itself. Reads {"token", "account"} from standard input; says what is wrong; silent if all is well."""
import argparse
import json
import pathlib
import sys

from chromium import Chromium, Page

parser = argparse.ArgumentParser()
parser.add_argument("--chromium", required=True)
parser.add_argument("--url", required=True)
parser.add_argument("--client", required=True, help="where npm has put it")
options = parser.parse_args()
person = json.loads(sys.stdin.readline())
client = pathlib.Path(options.client, "node_modules/@microsoft/signalr/dist/browser/signalr.min.js").read_text()
sample = (pathlib.Path(__file__).parents[1] / "signalr/sample.js").read_text()

# What the sample leaves to the client is chosen here: the transport.
PLAY = """(() => {
  window.lines = [];
  const accessToken = TOKEN;
  const console = { log: text => lines.push(text) };
  class Builder extends window.signalR.HubConnectionBuilder {
    withUrl(url, given) {
      return super.withUrl(url, { ...given, transport: window.signalR.HttpTransportType.TRANSPORT });
    }
    build() { return window.connection = super.build(); }
  }
  const signalR = { ...window.signalR, HubConnectionBuilder: Builder };
  (async () => { SAMPLE })().then(() => lines.push("started"), error => lines.push("failed " + error));
})()"""
DEPOSIT = """fetch("/api/accounts/ACCOUNT/deposit", { method: "POST", body: '{"amount": 10}',
  headers: { "Content-Type": "application/json", "Authorization": "Bearer " + TOKEN } }).then(a => a.status)"""


def filled(script, **values):
    for name, value in values.items():
        script = script.replace(name, value)
    return script


def play(page, transport, balance):
    page.evaluate(filled(PLAY, TOKEN=json.dumps(person["token"]), TRANSPORT=transport,
                         SAMPLE=sample.replace("http://localhost:5002", options.url)))
    page.wait("lines.length > 0")
    if page.evaluate("lines[0]") != "started":
        return page.evaluate("lines[0]")
    status = page.evaluate(filled(DEPOSIT, ACCOUNT=person["account"], TOKEN=json.dumps(person["token"])))
    if status != 200:
        return f"the deposit was answered {status}"
    page.wait("lines.length > 2")
    lines = page.evaluate("lines")
    page.evaluate("connection.stop()")
    if not lines[1].startswith("Deposit: 10 ") or lines[2] != f"New balance: {balance}":
        return lines
    return None


chromium = Chromium(options.chromium)
faults = []
try:
    page = Page(chromium)
    page.call("Page.setBypassCSP", enabled=True)
    page.open(options.url + "/version")
    page.evaluate(client)
    for transport, balance in (("ServerSentEvents", 10), ("LongPolling", 20)):
        fault = play(page, transport, balance)
        if fault:
            faults.append(f"{transport}: {fault}")
    # The browser asks for an icon, and the client hangs up what its own last word has ended.
    faults += [complaint for complaint in page.complaints() if "status of 404" not in complaint]
finally:
    chromium.close()
for fault in faults:
    print(fault)
raise SystemExit(1 if faults else 0)
