-- SPDX-FileCopyrightText: 2026 The Kontor authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Random transfers between the accounts of a file (an id per line), each with a key of its own that
-- looks like a UUIDv7. Environment: KONTOR_IDS, KONTOR_HOT (how many accounts take part), KONTOR_KEYS=0,
-- KONTOR_TOKEN (who signs in).
-- Requests are put together from ready pieces, because the generator shares the processors with the
-- server that it measures.
local ids = {}
for line in io.lines(os.getenv("KONTOR_IDS")) do ids[#ids + 1] = line end
local hot = tonumber(os.getenv("KONTOR_HOT") or "") or #ids
local keys = os.getenv("KONTOR_KEYS") ~= "0"
local random, floor, format = math.random, math.floor, string.format
local seed = os.time() * 1000 + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000
math.randomseed(seed)

local hex = {} -- 0 to 4095 in three digits
for i = 0, 4095 do hex[i] = format("%03x", i) end

local count, time = 0, ""
local function key()
    if count % 48 == 0 then -- keys share a millisecond, as they would at this rate, and stay behind the clock
        local millis = seed + count / 48
        time = format("%08x-%04x-7", floor(millis / 65536) % 4294967296, millis % 65536)
    end
    count = count + 1
    local low = hex[count % 4096]
    return time .. low .. "-8" .. hex[random(4096) - 1] .. "-000000" .. hex[floor(count / 4096) % 4096] .. low
end

local head
function init()
    local token = os.getenv("KONTOR_TOKEN")
    local body = '{"destinationAccountId":"' .. ids[1] .. '","amount":0.01}'
    head = "/transfer HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
        .. "\r\nContent-Type: application/json\r\nContent-Length: " .. #body .. "\r\n"
        .. (token and "Authorization: Bearer " .. token .. "\r\n" or "")
end

function request()
    local from = random(hot)
    local to = random(hot - 1)
    if to >= from then to = to + 1 end
    return "POST /api/v1/accounts/" .. ids[from] .. head .. (keys and "Idempotency-Key: " .. key() .. "\r\n" or "")
        .. '\r\n{"destinationAccountId":"' .. ids[to] .. '","amount":0.01}'
end

function done(summary, latency)
    io.write(format("RESULT %d %d %.0f %.0f %.0f %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), latency.max,
        summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect))
end
