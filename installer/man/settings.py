# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""/etc/kontor/kontor.toml from the server's own settings: settings.py kontor-server > kontor.toml
"""
import subprocess
import sys

HEAD = """# Settings of kontor-server. What is commented out is the default. The later wins: default, this
# file, environment (KONTOR_LIMITS_DEPOSIT=...), command line. A key that is not known is refused by
# name. What is in force: kontor-server --print-config --config /etc/kontor/kontor.toml
"""
# Where the package keeps the books and their backups; everything else is the program's default.
OURS = {"data": '"/var/lib/kontor"', "backup.directory": '"/var/backups/kontor"'}


def settings(program):
    """(key, value, help) of each."""
    run = subprocess.run([program, "--print-config"], capture_output=True, text=True, check=True, timeout=60,
                         env={"LC_ALL": "C.UTF-8"})
    lines = run.stdout.splitlines()
    for comment, line in zip(lines[::2], lines[1::2]):
        key, _, value = line.partition(" = ")
        yield key, value, comment.removeprefix("# ")


def toml(rows):
    text = HEAD
    for key, value, what in rows:
        ours = OURS.get(key)
        text += f"\n# {what}\n" + (f"{key} = {ours}\n" if ours else f"#{key} = {value}\n")
    return text


if __name__ == "__main__":
    print(toml(settings(sys.argv[1])), end="")
