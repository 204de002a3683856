# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's durable transfers on the same disk, and the disk itself: what Kontor is held against.

Each yardstick is a context manager with rate(seconds); absent() says why one cannot be had here.
"""
import glob
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import time

CONNECTIONS = (16, 64)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def disk_sync_ms(directory, count=400):
    """The median of a 4 KiB write and fdatasync over a file that is there already, in milliseconds."""
    path = pathlib.Path(directory) / "raw"
    path.write_bytes(b"x" * 4096 * 256)
    fd = os.open(path, os.O_RDWR)
    os.fsync(fd)
    times = []
    for i in range(count):
        start = time.perf_counter()
        os.pwrite(fd, b"y" * 4096, (i % 256) * 4096)
        os.fdatasync(fd)
        times.append(time.perf_counter() - start)
    os.close(fd)
    path.unlink()
    return 1000 * statistics.median(times)


class Postgres:
    """A PostgreSQL of its own with default durability. P: TPC-B. Q: a double-entry transfer, one function."""

    SCHEMA = """
        CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL, version int NOT NULL);
        INSERT INTO account SELECT n, 100000000, 0 FROM generate_series(1, 100000) n;
        CREATE TABLE event (position bigserial PRIMARY KEY, account int NOT NULL, version int NOT NULL,
            amount bigint NOT NULL, balance_after bigint NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(),
            UNIQUE (account, version));
        CREATE FUNCTION transfer(a int, b int, amount bigint) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE one record; other record;
        BEGIN
            PERFORM 1 FROM account WHERE id IN (a, b) ORDER BY id FOR UPDATE;
            UPDATE account SET balance = balance - amount, version = version + 1
                WHERE id = a AND balance >= amount RETURNING * INTO one;
            IF NOT FOUND THEN RAISE EXCEPTION 'insufficient funds'; END IF;
            UPDATE account SET balance = balance + amount, version = version + 1 WHERE id = b RETURNING * INTO other;
            INSERT INTO event (account, version, amount, balance_after)
                VALUES (a, one.version, -amount, one.balance), (b, other.version, amount, other.balance);
        END $$;
        """
    SCRIPT = "\\set a random(1, 50000)\n\\set b random(50001, 100000)\nSELECT transfer(:a, :b, 1);\n"

    def __init__(self, directory, log):
        self.directory = pathlib.Path(directory) / "postgres"
        self.log = log
        self.port = free_port()
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1:]

    def absent(self):
        return None if self.bin else "PostgreSQL is not installed"

    def run(self, *command, text=None):
        """As the user who owns the database: PostgreSQL does not run as root."""
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        done = subprocess.run(prefix + [f"{self.bin[0]}/{command[0]}", *map(str, command[1:])], input=text, text=True,
                              stdout=subprocess.PIPE, stderr=self.log, cwd="/", check=True)
        return done.stdout

    def __enter__(self):
        self.directory.mkdir()
        if os.getuid() == 0:
            self.directory.parent.chmod(0o755)
            shutil.chown(self.directory, "postgres")
        self.run("initdb", "-D", self.directory / "data", "-A", "trust", "-U", "bench")
        self.run("pg_ctl", "-D", self.directory / "data", "-w", "-l", self.directory / "log", "-o",
                 f"-p {self.port} -k {self.directory} -c max_connections=100", "start")
        self.sql(self.SCHEMA)
        self.pgbench("-i", "-q", "-s", "10")
        script = self.directory / "transfer.sql"
        script.write_text(self.SCRIPT)
        script.chmod(0o644)
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.directory / "data", "-m", "immediate", "stop")

    def address(self):
        return ["-h", self.directory, "-p", self.port, "-U", "bench"]

    def sql(self, text):
        self.run("psql", *self.address(), "-q", "-v", "ON_ERROR_STOP=1", "postgres", text=text)

    def pgbench(self, *arguments):
        return self.run("pgbench", *self.address(), *arguments, "postgres")

    def best(self, seconds, *arguments):
        rates = []
        for clients in CONNECTIONS:
            out = self.pgbench("-M", "prepared", "-j", "2", "-c", clients, "-T", seconds, "-n", *arguments)
            rates.append(float(re.search(r"tps = ([\d.]+)", out).group(1)))
        return max(rates)

    def tpcb(self, seconds):
        return self.best(seconds)

    def transfers(self, seconds):
        return self.best(seconds, "-f", self.directory / "transfer.sql")


class Redis:
    """A Redis of its own that syncs its append-only file for every command. R: the same transfer as a script."""

    SCRIPT = """
        local a, b = 'account:' .. ARGV[1], 'account:x' .. ARGV[2]
        local left = redis.call('HINCRBY', a, 'balance', -1)
        local right = redis.call('HINCRBY', b, 'balance', 1)
        local va, vb = redis.call('HINCRBY', a, 'version', 1), redis.call('HINCRBY', b, 'version', 1)
        redis.call('RPUSH', 'log', cjson.encode({a, va, -1, left}), cjson.encode({b, vb, 1, right}))
        return left
        """

    def __init__(self, directory, log):
        self.directory = pathlib.Path(directory) / "redis"
        self.log = log
        self.port = free_port()

    def absent(self):
        missing = [p for p in ("redis-server", "redis-benchmark", "redis-cli") if not shutil.which(p)]
        return f"{missing[0]} is not installed" if missing else None

    def __enter__(self):
        self.directory.mkdir()
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.directory), "--appendonly",
             "yes", "--appendfsync", "always", "--save", ""], stdout=self.log, stderr=self.log)
        for _ in range(100):
            if self.cli("PING") == "PONG":
                break
            time.sleep(0.05)
        self.sha = self.cli("SCRIPT", "LOAD", self.SCRIPT)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def cli(self, *words):
        return subprocess.run(["redis-cli", "-p", str(self.port), *words], capture_output=True, text=True).stdout.strip()

    def transfers(self, seconds, count=4000):
        """Counts up to about as many requests as take the time asked for, with 64 connections."""
        while True:
            start = time.monotonic()
            out = subprocess.run(
                ["redis-benchmark", "-p", str(self.port), "-c", "64", "-n", str(count), "-r", "100000", "--csv", "EVALSHA",
                 self.sha, "0", "__rand_int__", "__rand_int__"], capture_output=True, text=True).stdout
            taken = time.monotonic() - start
            if taken > seconds / 2:
                return float(re.search(r'"EVALSHA[^"]*","([\d.]+)"', out).group(1))
            count = int(count * min(8, max(1.5, seconds / max(taken, 0.05))))
