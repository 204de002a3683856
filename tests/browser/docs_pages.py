#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at /docs and /docs/ui of a running server in a real browser. Says what is wrong; silent if all is well."""
import argparse
import json
import os
import urllib.request

from chromium import Chromium, Page

parser = argparse.ArgumentParser()
parser.add_argument("--chromium", required=True)
parser.add_argument("--url", required=True)
parser.add_argument("--pictures", help="a directory to save pictures to")
options = parser.parse_args()

faults = []


def expect(condition, what):
    if not condition:
        faults.append(what)


def fetch(path):
    with urllib.request.urlopen(options.url + path) as answer:
        return answer.read()


def picture(page, name):
    if options.pictures:
        os.makedirs(options.pictures, exist_ok=True)
        page.picture(os.path.join(options.pictures, name + ".png"))


def contrast(a, b):
    def luminance(colour):
        parts = [int(v) / 255 for v in colour[colour.index("(") + 1:-1].split(",")[:3]]
        parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Every piece of text with its colour and what lies behind it.
COLOURS = """(() => {
  const behind = e => { for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'rgb(255, 255, 255)'; };
  const seen = {};
  for (const e of document.querySelectorAll('body *')) {
    if ([...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.offsetParent)
      seen[getComputedStyle(e).color + '|' + behind(e)] = e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 30);
  }
  return seen; })()"""


def look_at_plain_page(browser):
    for name, width, dark in (("desktop-light", 1280, False), ("desktop-dark", 1280, True),
                              ("phone-light", 390, False), ("phone-dark", 390, True)):
        page = Page(browser, width, 844 if width < 600 else 900, dark)
        page.open(options.url + "/docs")
        picture(page, "docs-" + name)
        expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
               f"{name}: the page is wider than the window")
        for pair, where in page.evaluate(COLOURS).items():
            ratio = contrast(*pair.split("|"))
            expect(ratio >= 4.5, f"{name}: contrast {ratio:.1f} at {where}")
        page.evaluate("location.hash = '#openAccount'")
        page.wait("Math.abs(document.getElementById('openAccount').getBoundingClientRect().top) < 60")
        picture(page, "docs-operation-" + name)
        page.evaluate("location.hash = '#problem-insufficient-funds'")
        page.wait("document.getElementById('problem-insufficient-funds').getBoundingClientRect().top < innerHeight")
        picture(page, "docs-problem-" + name)
        expect(page.evaluate("document.scripts.length") == 0, "the plain page has a script")
        expect(not page.complaints(), f"{name}: {page.complaints()}")


def try_it_out(page, operation):
    block = f"document.querySelector('[id$=-{operation}]')"
    page.evaluate(f"{block}.querySelector('.opblock-summary-control').click()")
    page.wait(f"{block}.querySelector('.try-out__btn')")
    page.evaluate(f"{block}.querySelector('.try-out__btn').click()")
    page.wait(f"{block}.querySelector('.execute')")
    page.evaluate(f"{block}.querySelector('.execute').click()")
    page.wait(f"{block}.querySelector('.live-responses-table .response-col_status')")
    return page.evaluate(f"{block}.querySelector('.live-responses-table tbody .response-col_status').innerText")


def look_at_interactive_page(browser):
    document = json.loads(fetch("/openapi.json"))
    operations = sum(len(item) for item in document["paths"].values())
    page = Page(browser)
    page.open(options.url + "/docs/ui")
    page.wait(f"document.querySelectorAll('.opblock').length >= {operations}")
    picture(page, "ui")
    status = try_it_out(page, "getVersion")
    expect(status.startswith("200"), f"/version, tried in the browser: {status}")
    status = try_it_out(page, "openAccount")
    expect(status.startswith("201"), f"an account, opened in the browser: {status}")
    picture(page, "ui-tried")
    expect(json.loads(fetch("/api/v1/accounts"))["totalCount"] == 1, "the account that was opened is not there")
    expect(not page.complaints(), f"/docs/ui: {page.complaints()}")


chromium = Chromium(options.chromium)
try:
    look_at_plain_page(chromium)
    if b"/docs/ui" in fetch("/docs"):
        look_at_interactive_page(chromium)
finally:
    chromium.close()
for fault in faults:
    print(fault)
raise SystemExit(1 if faults else 0)
