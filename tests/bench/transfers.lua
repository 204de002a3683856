-- SPDX-FileCopyrightText: 2026 The Kontor authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Random transfers between the accounts of a file (an id per line), each with a key of its own that
-- looks like a UUIDv7. Environment: KONTOR_IDS, KONTOR_HOT (how many accounts take part), KONTOR_KEYS=0.
local ids = {}
for line in io.lines(os.getenv("KONTOR_IDS")) do ids[#ids + 1] = line end
local hot = tonumber(os.getenv("KONTOR_HOT") or "") or #ids
local keys = os.getenv("KONTOR_KEYS") ~= "0"
local random, format = math.random, string.format
local seed = os.time() * 1000 + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000
math.randomseed(seed)
local count = 0
local headers = { ["Content-Type"] = "application/json" }

function request()
    local from = random(hot)
    local to = random(hot - 1)
    if to >= from then to = to + 1 end
    if keys then
        -- Sixteen keys share a millisecond, as they would at this rate.
        local millis = seed + math.floor(count / 16)
        headers["Idempotency-Key"] = format("%08x-%04x-7%03x-8%03x-%012x", math.floor(millis / 65536) % 4294967296,
            millis % 65536, count % 4096, random(4096) - 1, count)
        count = count + 1
    end
    return wrk.format("POST", "/api/v1/accounts/" .. ids[from] .. "/transfer", headers,
        '{"destinationAccountId":"' .. ids[to] .. '","amount":0.01}')
end

function done(summary, latency)
    io.write(format("RESULT %d %d %.0f %.0f %.0f %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), latency.max,
        summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect))
end
