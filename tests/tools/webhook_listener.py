#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Receives webhooks and prints each as one JSON line.

    webhook_listener.py [--port 9000] [--secret whsec_…] [--status 200,500,200] [--delay SECONDS]

Knows nothing of Kontor: the signature is checked as Standard Webhooks 1.0 describes it. Without
--secret the line says "verified": null. The statuses are answered in turn, the last one from then
on. Port 0 takes a free one; the first line printed tells which.
"""
import argparse
import base64
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE_SECONDS = 5 * 60


def verify(secret, headers, body):
    """Whether one of the signatures is right and the timestamp recent."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    return any(
        signature.startswith("v1,") and hmac.compare_digest(signature[3:], expected)
        for signature in given
    )


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        options = self.server.options
        status = options.status.pop(0) if len(options.status) > 1 else options.status[0]
        verified = verify(options.secret, self.headers, body) if options.secret else None
        self.report(body, status, verified)
        if options.delay:
            time.sleep(options.delay)
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def report(self, body, status, verified):
        try:
            message = json.loads(body)
        except ValueError:
            message = body.decode("utf-8", "replace")
        line = {
            "path": self.path,
            "id": self.headers.get("webhook-id"),
            "verified": verified,
            "status": status,
            "message": message,
        }
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")  # one write: threads share the line
        sys.stdout.flush()

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=9000)
    parser.add_argument("--secret", default="")
    parser.add_argument("--status", default="200", help="answers in turn, separated by commas")
    parser.add_argument("--delay", type=float, default=0, help="seconds before each answer")
    options = parser.parse_args()
    options.status = [int(status) for status in options.status.split(",")]
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    server.options = options
    sys.stdout.write(json.dumps({"listening": f"http://127.0.0.1:{server.server_port}/"}) + "\n")  # one write: threads share the line
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
