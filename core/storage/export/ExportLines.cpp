// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/ExportLines.h"

#include "foundation/Json.h"
#include "storage/log/HashChain.h"
#include "storage/log/PrintedHead.h"

#include <charconv>

namespace kontor::storage {

namespace {

// Writes the members of one line, in the order of the calls.
class Line
{
public:
    explicit Line(std::string &out) : m_out(out), m_start(out.size()) { m_out += '{'; }

    Line &integer(const char *name, qint64 value)
    {
        begin(name);
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        m_out.append(digits, end);
        return *this;
    }
    Line &optional(const char *name, std::optional<qint64> value)
    {
        return value ? integer(name, *value) : *this;
    }
    Line &text(const char *name, std::string_view value)
    {
        begin(name);
        appendJsonString(m_out, value);
        return *this;
    }
    Line &hex(const char *name, const QByteArray &bytes)
    {
        static constexpr char digits[] = "0123456789abcdef";
        begin(name);
        m_out += '"';
        for (const char c : bytes) {
            m_out += digits[quint8(c) >> 4];
            m_out += digits[quint8(c) & 0xF];
        }
        m_out += '"';
        return *this;
    }
    //! JSON as it stands in the log.
    Line &json(const char *name, std::string_view value)
    {
        begin(name);
        m_out += value;
        return *this;
    }
    void end() { m_out += "}\n"; }
    //! Ends with a digest of the line so far: for lines that no chain covers.
    void endWithCheck()
    {
        const QByteArrayView written(m_out.data() + m_start, qsizetype(m_out.size() - m_start));
        hex("check", blake2b(written, hashSize)).end();
    }

private:
    void begin(const char *name)
    {
        if (m_out.size() > m_start + 1) {
            m_out += ',';
        }
        m_out += '"';
        m_out += name;
        m_out += "\":";
    }
    std::string &m_out;
    std::size_t m_start;
};

} // namespace

void appendHeader(std::string &out, const ExportHeader &header)
{
    Line(out).text("kontor", "ledger export").integer("format", exportFormat)
        .hex("ledger", header.ledgerId).hex("generation", header.generation)
        .text("hashes", "BLAKE2b-256").integer("eventsBefore", header.before.position)
        .hex("eventHash", header.before.eventHash).integer("outcomesBefore", header.before.outcome)
        .hex("outcomeHash", header.before.outcomeHash).endWithCheck();
}

void appendEvent(std::string &out, const EventRow &row)
{
    Line(out).integer("event", row.position).integer("stream", row.stream)
        .integer("version", row.version).text("type", row.type).integer("schema", row.schema)
        .optional("amount", row.money.amount).optional("balanceAfter", row.money.balanceAfter)
        .json("data", row.data).json("meta", row.meta).integer("recordedAt", row.recordedAt)
        .hex("hash", row.hash).end();
}

static std::optional<qint64> orNothing(qint64 position)
{
    return position ? std::optional(position) : std::nullopt;
}

void appendOutcome(std::string &out, const OutcomeRow &row)
{
    const auto &record = row.record;
    Line line(out);
    line.integer("outcome", record.sequence)
        .text("key", viewOf(record.key))
        .text("caller", viewOf(record.caller))
        .hex("fingerprint", record.fingerprint);
    if (!record.refusal.isEmpty()) {
        line.text("refusal", viewOf(record.refusal));
    }
    line.integer("detail", record.detail).optional("first", orNothing(record.firstPosition))
        .optional("last", orNothing(record.lastPosition)).hex("hash", row.hash).end();
}

void appendFooter(std::string &out, const application::LogHead &head)
{
    const QByteArray printed = PrintedHead::of(head).text().toLatin1();
    Line(out)
        .text("kontor", "end of export")
        .integer("events", head.position)
        .hex("eventHash", head.eventHash)
        .integer("outcomes", head.outcome)
        .hex("outcomeHash", head.outcomeHash)
        .text("head", viewOf(printed))
        .endWithCheck();
}

} // namespace kontor::storage
