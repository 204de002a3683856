#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tree to the few rules of taste that a machine can hold. Run with the root as argument."""
import itertools
import pathlib
import re
import sys

LONGEST_FILE = 500
LONGEST_FUNCTION = 70
LONGEST_STORY = 80  # a test that plays a story is longer than what it tests
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
PRODUCT = ("core/", "server/", "app-teller/", "app-atm/", "verifier/")

# What must not be called, where it may be, and what to use instead.
BANNED = [
    (r"QDateTime::current|std::chrono::system_clock::now", r"^core/foundation/Clock\.cpp$", "a Clock"),
    (r"QUuid::createUuid", r"^$", "IdGenerator"),
    (r"QRandomGenerator", r"^core/foundation/Random\.cpp$", "Random"),
    (r"\bprocessEvents\(|\bqWait\(|QEventLoop\b", r"^$", "a completion or a signal"),
    (r"\bINSERT OR REPLACE\b|\bREPLACE INTO\b", r"^$", "INSERT … ON CONFLICT: REPLACE deletes"),
    (r"\bQSKIP\(", r"^tests/support/Skip\.h$", "KONTOR_SKIP, which knows tests/skips.txt"),
]
# These two are for tests as well.
BANNED_IN_TESTS = BANNED[1:2] + BANNED[-1:]


def banned(path, text):
    rules = BANNED if path.startswith(PRODUCT) else BANNED_IN_TESTS
    for number, line in enumerate(text.splitlines(), 1):
        code = line.split("//")[0]
        for pattern, allowed, instead in rules:
            if re.search(pattern, code) and not re.search(allowed, path):
                yield f"{path}:{number}: {code.strip()}: use {instead}"


def signature(lines, brace):
    """The lines before an opening brace that stands alone, up to the statement before."""
    words = []
    for line in reversed(lines[:brace]):
        if not line.strip() or line.rstrip().endswith((";", "}", "{")):
            break
        words.insert(0, line.split("//")[0].strip())
    return " ".join(words)


def functions(lines):
    """(line, length) of each body whose braces stand alone; classes and namespaces are none."""
    for number, line in enumerate(lines):
        if line.strip() != "{" or re.search(r"\b(class|struct|enum|union|namespace)\b", signature(lines, number)):
            continue
        indent = line[:-1]
        body = itertools.takewhile(lambda l: not l.startswith(indent + "}"), lines[number + 1:])
        # The rows of a table are data, however many.
        yield number + 1, sum(not row.lstrip().startswith(("{", "<<")) for row in body)


def sizes(path, text):
    lines = text.splitlines()
    if len(lines) > LONGEST_FILE:
        yield f"{path}: {len(lines)} lines, {LONGEST_FILE} are enough"
    for number, length in functions(lines):
        if length > (LONGEST_STORY if path.startswith("tests/") else LONGEST_FUNCTION):
            yield f"{path}:{number}: a function of {length} lines"


def heads(path, text):
    first = text.split("\n", 3)
    if not any(SPDX in line for line in first[:3]):
        yield f"{path}: no licence line"
    if path.endswith(".h") and "#pragma once" not in text:
        yield f"{path}: no #pragma once"


def unused_headers(files):
    included = set()
    for text in files.values():
        included.update(re.findall(r'#include "(?:[^"]*/)?([^"/]+)"', text))
    for path in files:
        if path.endswith(".h") and pathlib.Path(path).name not in included \
                and not path.startswith("cmake/"):
            yield f"{path}: nobody includes it"


def problems(files):
    for path, text in files.items():
        if not path.endswith("tidy.py"):
            yield from banned(path, text)
        yield from sizes(path, text)
        yield from heads(path, text)
    yield from unused_headers(files)


def missing_proofs(guarantees, tests):
    """A promise is only as good as the tests that it names."""
    named = sorted(set(re.findall(r"`(\w[\w-]*\.tst_\w+)`", guarantees)))
    known = {f"{path.split('/')[1]}.{pathlib.Path(path).stem}" for path in tests if path.startswith("tests/")}
    for name in named:
        if name not in known:
            yield f"docs/guarantees.md: there is no test {name}"
    if not named:
        yield "docs/guarantees.md: no promise names a test"


def catches_planted_faults():
    """The rules must find what they are for."""
    head = "// " + SPDX + "\n"
    planted = {
        "core/a/Now.cpp": head + "auto t = QDateTime::currentDateTime();\n",
        "core/a/Long.cpp": head + "void f()\n{\n" + "    g();\n" * (LONGEST_FUNCTION + 1) + "}\n",
        "core/a/Huge.cpp": head + "//\n" * LONGEST_FILE,
        "core/a/Bare.cpp": "int a;\n",
        "tests/a/tst_skip.cpp": head + '    QSKIP("no");\n',
        "core/a/Lonely.h": head + "#pragma once\n",
    }
    found = "\n".join(problems(planted))
    missed = [path for path in planted if path not in found]
    if not list(missing_proofs("*Proof:* `a.tst_hope`", planted)) or not list(missing_proofs("Trust us.", planted)):
        missed.append("docs/guarantees.md")
    return missed


def main(root):
    missed = catches_planted_faults()
    if missed:
        sys.exit(f"planted faults were missed: {missed}")
    folders = PRODUCT + ("tests/", "cmake/")
    paths = [p for folder in folders for p in (root / folder).rglob("*")
             if p.suffix in (".h", ".cpp", ".py", ".cmake") and p.is_file()]
    files = {str(p.relative_to(root)): p.read_text() for p in sorted(paths)}
    found = list(problems(files)) + list(missing_proofs((root / "docs/guarantees.md").read_text(), files))
    print("\n".join(found) or f"{len(files)} files are tidy")
    sys.exit(1 if found or not files else 0)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
