-- SPDX-FileCopyrightText: 2026 The Kontor authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- GET of one path, or of something below random accounts where KONTOR_IDS is set: their balances, or KONTOR_PATH;
-- signed in where KONTOR_TOKEN is.
local ids = {}
local path = os.getenv("KONTOR_PATH") or "/balance"
if os.getenv("KONTOR_IDS") then
    for line in io.lines(os.getenv("KONTOR_IDS")) do ids[#ids + 1] = line end
end

if os.getenv("KONTOR_TOKEN") then wrk.headers["Authorization"] = "Bearer " .. os.getenv("KONTOR_TOKEN") end

function request()
    if #ids == 0 then return wrk.format("GET") end
    return wrk.format("GET", "/api/v1/accounts/" .. ids[math.random(#ids)] .. path)
end

function done(summary, latency)
    io.write(string.format("RESULT %d %d %.0f %.0f %.0f %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), latency.max,
        summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect))
end
