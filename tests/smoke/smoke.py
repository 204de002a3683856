#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types into the real programs as a person would: kontor-server, a display of its own (Xvfb), keys sent by xdotool.

Waits for window titles, which name the page, and never for a time. Ends with 0 if the bank's books say what was typed.
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

PATIENCE = 90
SKIPPED = 77


class Failed(Exception):
    pass


def until(what, condition):
    """What `condition` gives, as soon as it is true."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise Failed(f"waited {PATIENCE} s for {what}")


def expect(what, actual, expected):
    if actual != expected:
        raise Failed(f"{what}: {actual!r}, expected {expected!r}")
    print(f"  {what}: {actual}", flush=True)


class Screen:
    """A display without a window manager, and hands at its keyboard."""

    def __init__(self):
        reader, writer = os.pipe()
        # Without -noreset it begins anew whenever its last client leaves, and refuses who comes just then.
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-noreset", "-screen", "0", "1600x900x24", "-nolisten", "tcp"],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as number:
            self.name = ":" + number.readline().strip()
        if self.name == ":":
            raise Failed("Xvfb did not start")

    def tool(self, *words):
        return subprocess.run(["xdotool", *words], env=dict(os.environ, DISPLAY=self.name),
                              capture_output=True, text=True, timeout=PATIENCE).stdout

    def window(self, title):
        found = until(f"a window called {title!r}, there are {self.titles()}",
                      lambda: self.tool("search", "--onlyvisible", "--name", f"^{title}").split())
        self.tool("windowfocus", "--sync", found[0])
        return found[0]

    def titles(self):
        windows = self.tool("search", "--onlyvisible", "--name", ".").split()
        return [self.tool("getwindowname", window).strip() for window in windows]

    def keys(self, *keys):
        self.tool("key", "--clearmodifiers", "--delay", "20", *keys)

    def text(self, text):
        self.tool("type", "--clearmodifiers", "--delay", "20", text)

    def close(self):
        self.server.terminate()
        self.server.wait(20)


class CuttingLine:
    """Passes each request on; where told to, keeps the answer to a POST back and breaks instead."""

    def __init__(self, port):
        self.target, self.cut_path, self.cuts = port, None, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        try:
            with client, socket.create_connection(("127.0.0.1", self.target)) as server:
                while request := self.message(client):
                    server.sendall(request)
                    answer = self.message(server)
                    method, path = request.split(b" ", 2)[:2]
                    if self.cut_path and method == b"POST" and path.endswith(self.cut_path):
                        self.cuts += 1
                        return
                    client.sendall(answer)
        except OSError:
            pass

    @staticmethod
    def message(end):
        data = b""
        while b"\r\n\r\n" not in data:
            more = end.recv(65536)
            if not more:
                return b""
            data += more
        head = data.split(b"\r\n\r\n")[0].lower()
        lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.startswith(b"content-length:")]
        whole = len(head) + 4 + int(lengths[0] if lengths else 0)
        while len(data) < whole:
            more = end.recv(65536)
            if not more:
                return b""
            data += more
        return data


class Branch:
    """The real server on a ledger of its own, with one account of 300.00."""

    def __init__(self, programs, folder):
        self.programs, self.folder, self.started = programs, pathlib.Path(folder), []
        server = self.start("kontor-server", "serve", "--data", f"{folder}/ledger", "--listen", "127.0.0.1:0", "--open",
                            stdout=subprocess.PIPE)
        line = server.stdout.readline().decode()
        if not line.startswith("listening on "):
            raise Failed("the server did not start")
        self.url = line.split()[-1]
        self.account = self.call("/accounts", {"ownerName": "Carla Weber", "initialBalance": 300})["id"]

    def start(self, program, *arguments, **options):
        home = {"HOME": str(self.folder), "XDG_CONFIG_HOME": f"{self.folder}/config",
                "XDG_DATA_HOME": f"{self.folder}/data", "XDG_RUNTIME_DIR": str(self.folder), "LANG": "C.UTF-8",
                "USER": "tina", "QT_QPA_PLATFORM": "xcb"}
        environment = dict(os.environ, **home, **options.pop("env", {}))
        log = open(self.folder / f"{program}.log", "ab")
        process = subprocess.Popen([f"{self.programs}/{program}", *arguments], env=environment, stderr=log, **options)
        self.started.append(process)
        return process

    def call(self, path, body=None):
        data = json.dumps(body).encode() if body else None
        request = urllib.request.Request(self.url + "/api/v1" + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read())

    def balance(self):
        return self.call(f"/accounts/{self.account}/balance")["balance"]

    def close(self):
        for process in reversed(self.started):
            if process.poll() is None:
                process.terminate()
                process.wait(20)

    def logs(self):
        return "".join(f"--- {log.name}\n{log.read_text()[-2000:]}" for log in self.folder.glob("*.log"))


def deposit(screen, amount):
    """From the search to the posted command, with keys only."""
    screen.text("carla")
    screen.keys("F4")
    screen.window("Deposit cash")
    screen.text(amount)
    screen.keys("ctrl+Return")
    screen.window("Check before you post")
    screen.keys("ctrl+Return")


def teller(branch, screen):
    line = CuttingLine(int(branch.url.rsplit(":", 1)[1]))

    def start():
        return branch.start("kontor-teller", "--server", line.url, env={"DISPLAY": screen.name})

    def pending():
        return [path for path in branch.folder.glob("data/**/pending/**/*") if path.is_file()]

    print("A deposit, from the first key to the receipt.", flush=True)
    program = start()
    screen.window("Home")
    deposit(screen, "125.50")
    screen.window("Done")
    expect("balance", branch.balance(), 425.5)
    screen.keys("Return")
    screen.window("Home")

    print("The answer to the next one gets lost, and then the program is killed.", flush=True)
    line.cut_path = b"/deposit"
    deposit(screen, "100")
    screen.window("Being checked")
    until("an answer to be cut", lambda: line.cuts)
    expect("commands written down", len(pending()), 1)
    expect("mode of the file", stat.filemode(pending()[0].stat().st_mode), "-rw-------")
    program.send_signal(signal.SIGKILL)
    program.wait()
    expect("balance", branch.balance(), 525.5)

    print("It comes back and learns what has become of it.", flush=True)
    start()
    screen.window("Home")
    line.cut_path = None
    until("the outcome to be known", lambda: not pending())
    expect("balance", branch.balance(), 525.5)


def atm(branch, screen):
    card = branch.call("/cards", {"accountId": branch.account, "pin": "7391"})["id"]
    cards = branch.folder / "cards.json"
    cards.write_text(json.dumps([{"id": card, "label": "Carla", "pin": "7391"}]))
    branch.start("kontor-atm", "--server", branch.url, "--demo", "--data", f"{branch.folder}/atm", "--cards",
                 str(cards), env={"DISPLAY": screen.name})

    def at_the_panel(mnemonic):
        screen.window("Devices of")
        screen.keys(f"alt+{mnemonic}")

    print("Twenty euros, with keys only: card, PIN, amount, card back, cash.", flush=True)
    screen.window("Insert your card")
    at_the_panel("i")
    screen.window("Enter your PIN")
    screen.text("7391")
    screen.keys("Return")
    screen.window("Carla, what would you like")
    screen.keys("1")
    screen.window("Take your card")
    expect("balance before the cash", branch.balance(), 300)
    at_the_panel("a")
    screen.window("Take your cash")
    at_the_panel("k")
    screen.window("Would you like a receipt")
    screen.keys("2")
    until("the withdrawal to be booked", lambda: branch.balance() == 280)
    expect("balance", branch.balance(), 280)
    screen.window("Insert your card")


def answers_without_a_display(programs, program):
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    for question in ("--version", "--help"):
        answer = subprocess.run([f"{programs}/kontor-{program}", question], env=environment, timeout=PATIENCE,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        expect(f"exit code of kontor-{program} {question}", answer.returncode, 0)
        expect(f"kontor-{program} {question} says what it is", f"kontor-{program}" in answer.stdout.decode(), True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default="build/release/bin")
    parser.add_argument("program", choices=["teller", "atm"])
    options = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "xdotool") if not shutil.which(tool)]
    if missing:
        print(f"Not installed: {', '.join(missing)}. installer/packages/test.txt lists the packages.")
        return 1 if os.environ.get("CI") == "true" else SKIPPED
    screen = branch = None
    with tempfile.TemporaryDirectory(prefix="kontor-smoke-") as folder:
        try:
            answers_without_a_display(options.bin, options.program)
            screen = Screen()
            branch = Branch(options.bin, folder)
            {"teller": teller, "atm": atm}[options.program](branch, screen)
            return 0
        except Failed as failure:
            print(f"FAILED: {failure}")
            if screen and branch:
                print(f"windows: {screen.titles()}\n{branch.logs()}")
            return 1
        finally:
            if branch:
                branch.close()
            if screen:
                screen.close()


if __name__ == "__main__":
    sys.exit(main())
