-- SPDX-FileCopyrightText: 2026 The Kontor authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Batches of random transfers between the accounts of a file. Environment: KONTOR_IDS, KONTOR_BATCH
-- (transfers a request).
local ids = {}
for line in io.lines(os.getenv("KONTOR_IDS")) do ids[#ids + 1] = line end
local size = tonumber(os.getenv("KONTOR_BATCH") or "1000")
local random, format = math.random, string.format
math.randomseed(os.time() * 1000 + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000)

-- Made beforehand: what is measured is the server, not this script.
local bodies = {}
for b = 1, 16 do
    local items = {}
    for i = 1, size do
        local from, to = random(#ids), random(#ids - 1)
        if to >= from then to = to + 1 end
        items[i] = format('{"sourceAccountId":"%s","destinationAccountId":"%s","amount":0.01}', ids[from], ids[to])
    end
    bodies[b] = '{"items":[' .. table.concat(items, ",") .. "]}"
end
local headers = { ["Content-Type"] = "application/json" }

function request()
    return wrk.format("POST", "/api/v1/transfers/batch", headers, bodies[random(#bodies)])
end

function done(summary, latency)
    -- What was refused is answered soonest, and moved nothing.
    local moved = (summary.requests - summary.errors.status) * size
    io.write(format("RESULT %d %d %.0f %.0f %.0f %d\n", moved, summary.duration,
        latency:percentile(50), latency:percentile(99), latency.max,
        summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect))
end
