// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Lines.h"

#include "verifier/Cursor.h"

namespace verifier {

static constexpr std::string_view headerStart = "{\"kontor\":\"ledger export\",\"format\":";
static constexpr std::string_view footerStart = "{\"kontor\":\"end of export\",\"events\":";
static constexpr std::size_t idSize = 16;

Hash Event::hashAfter(const Hash &previous) const
{
    return Row('E', previous).integer(position).integer(stream).integer(version).text(type)
        .integer(schema).optional(amount).optional(balanceAfter).text(data).text(meta)
        .integer(recordedAt).hash();
}

Hash Outcome::hashAfter(const Hash &previous) const
{
    Row row('O', previous);
    row.integer(number).text(key).text(caller).blob(fingerprint);
    refusal ? row.text(*refusal) : row.nothing();
    return row.integer(detail).optional(first).optional(last).hash();
}

LineKind kindOf(std::string_view line)
{
    static constexpr std::pair<std::string_view, LineKind> starts[]
        = {{"{\"event\":", LineKind::Event}, {"{\"outcome\":", LineKind::Outcome},
            {headerStart, LineKind::Header}, {footerStart, LineKind::Footer}};
    for (const auto &[start, kind] : starts) {
        if (line.starts_with(start)) {
            return kind;
        }
    }
    return LineKind::Unknown;
}

static std::size_t verdict(Cursor &cursor)
{
    cursor.literal("}");
    return cursor.atEnd() ? 0 : cursor.column();
}

static void optionalInteger(Cursor &cursor, std::string_view name,
    std::optional<std::int64_t> &value)
{
    if (cursor.skips(name)) {
        cursor.integer(value.emplace());
    }
}

std::size_t read(std::string_view line, Header &header)
{
    Cursor cursor(line);
    Hash check;
    cursor.literal(headerStart).integer(header.format).literal(",\"ledger\":")
        .hex(header.ledger, idSize).literal(",\"generation\":").hex(header.generation, idSize)
        .literal(",\"hashes\":\"BLAKE2b-256\",\"eventsBefore\":").integer(header.before.events)
        .literal(",\"eventHash\":").hash(header.before.eventHash).literal(",\"outcomesBefore\":")
        .integer(header.before.outcomes).literal(",\"outcomeHash\":")
        .hash(header.before.outcomeHash).literal(",\"check\":").hash(check);
    return verdict(cursor);
}

std::size_t read(std::string_view line, Event &event)
{
    Cursor cursor(line);
    cursor.literal("{\"event\":").integer(event.position).literal(",\"stream\":")
        .integer(event.stream).literal(",\"version\":").integer(event.version)
        .literal(",\"type\":").string(event.type).literal(",\"schema\":").integer(event.schema);
    optionalInteger(cursor, ",\"amount\":", event.amount);
    optionalInteger(cursor, ",\"balanceAfter\":", event.balanceAfter);
    cursor.literal(",\"data\":").object(event.data).literal(",\"meta\":").object(event.meta)
        .literal(",\"recordedAt\":").integer(event.recordedAt).literal(",\"hash\":")
        .hash(event.hash);
    return verdict(cursor);
}

std::size_t read(std::string_view line, Outcome &outcome)
{
    Cursor cursor(line);
    cursor.literal("{\"outcome\":").integer(outcome.number).literal(",\"key\":")
        .string(outcome.key).literal(",\"caller\":").string(outcome.caller)
        .literal(",\"fingerprint\":").hex(outcome.fingerprint);
    if (cursor.skips(",\"refusal\":")) {
        cursor.string(outcome.refusal.emplace());
    }
    cursor.literal(",\"detail\":").integer(outcome.detail);
    optionalInteger(cursor, ",\"first\":", outcome.first);
    optionalInteger(cursor, ",\"last\":", outcome.last);
    cursor.literal(",\"hash\":").hash(outcome.hash);
    return verdict(cursor);
}

std::size_t read(std::string_view line, Footer &footer)
{
    Cursor cursor(line);
    Hash check;
    cursor.literal(footerStart).integer(footer.ends.events).literal(",\"eventHash\":")
        .hash(footer.ends.eventHash).literal(",\"outcomes\":").integer(footer.ends.outcomes)
        .literal(",\"outcomeHash\":").hash(footer.ends.outcomeHash).literal(",\"head\":")
        .string(footer.head).literal(",\"check\":").hash(check);
    return verdict(cursor);
}

bool checkFits(std::string_view line)
{
    static constexpr std::string_view name = ",\"check\":\"";
    const std::size_t at = line.rfind(name);
    if (at == std::string_view::npos) {
        return false;
    }
    const std::string digest = toHex(bytesOf(blake2b(line.substr(0, at))));
    return line.substr(at + name.size()) == digest + "\"}";
}

} // namespace verifier
