# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page of the manual from what a program says about itself: manual.py PROGRAM > PROGRAM.1"""
import os
import re
import subprocess
import sys

NAMES = {
    "kontor-server": "bank branch server on an append-only ledger",
    "kontor-verify": "verify an export of Kontor's books",
    "kontor-teller": "counter of a bank branch",
    "kontor-atm": "cash machine of a bank branch",
}
FILES = {
    "kontor-server": [
        ("/etc/kontor/kontor.toml", "the settings of the service"),
        ("/var/lib/kontor", "the books and all that belongs to them"),
        ("/usr/share/doc/kontor-server", "for operators: installing, running, runbooks, examples")],
}


def said(program, *arguments):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
    run = subprocess.run([program, *arguments], capture_output=True, text=True, env=environment, timeout=60)
    text = run.stdout.strip() or run.stderr.strip()
    if not text:
        sys.exit(f"{program} {' '.join(arguments)} says nothing")
    return text.replace(program, os.path.basename(program))


def roff(text):
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in lines)


def verbatim(text):
    return f".nf\n{roff(text)}\n.fi"


def verbs(help_text):
    """The words that stand in the first column of the overview."""
    overview = help_text.split("\n\n")[1]
    return [m.group(1) for m in re.finditer(r"^  ([a-z][a-z-]*(?: [a-z]+)?)  ", overview, re.M)]


def page(program):
    name = os.path.basename(program)
    text = said(program, "--help")
    version = said(program, "--version").split()[-1]
    out = [f'.TH {name.upper()} 1 "" "Kontor {version}" "Kontor"', ".SH NAME",
           f"{roff(name)} \\- {roff(NAMES[name])}", ".SH SYNOPSIS", f".B {roff(name)}",
           "[\\-\\-help] \\&...", ".SH DESCRIPTION", verbatim(text)]
    if name == "kontor-server":
        out.append(".SH COMMANDS")
        for verb in verbs(text):
            out += [f".SS {roff(verb)}", verbatim(said(program, *verb.split(), "--help"))]
    if name in FILES:
        out.append(".SH FILES")
        for path, what in FILES[name]:
            out += [".TP", f".I {roff(path)}", roff(what)]
    others = ", ".join(f".BR {roff(other)} (1)" for other in NAMES if other != name)
    return "\n".join(out + [".SH SEE ALSO", others.replace(", .BR", ",\n.BR")]) + "\n"


if __name__ == "__main__":
    print(page(sys.argv[1]), end="")
