// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/codec/CompactJson.h"

namespace kontor::storage {

bool CompactText::plainString(QByteArrayView &value)
{
    if (m_at == m_end || *m_at != '"') {
        return false;
    }
    const char *from = m_at + 1;
    const char *at = from;
    while (at < m_end && *at != '"' && *at != '\\') {
        ++at;
    }
    if (at == m_end || *at != '"') {
        return false;
    }
    value = QByteArrayView(from, at);
    m_at = at + 1;
    return true;
}

bool CompactText::string(QByteArray &value)
{
    QByteArrayView plain;
    if (plainString(plain)) {
        value = plain.toByteArray();
        return true;
    }
    return skip("\"") && unescape(value);
}

bool CompactText::unescape(QByteArray &value)
{
    static constexpr std::pair<char, char> escapes[]
        = {{'"', '"'}, {'\\', '\\'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}};
    while (m_at < m_end && *m_at != '"') {
        if (*m_at != '\\') {
            value += *m_at++;
            continue;
        }
        if (skip("\\u00")) {
            bool ok = m_end - m_at >= 2;
            value += ok ? char(QByteArray(m_at, 2).toInt(&ok, 16)) : '\0';
            if (!ok) {
                return false;
            }
            m_at += 2;
            continue;
        }
        const char code = m_end - m_at >= 2 ? m_at[1] : '\0';
        const auto found = std::find_if(std::begin(escapes), std::end(escapes),
            [code](const auto &escape) { return escape.first == code; });
        if (found == std::end(escapes)) {
            return false;
        }
        value += found->second;
        m_at += 2;
    }
    return skip("\"");
}

bool readCompact(CompactText &text, bool &value)
{
    value = text.skip("true");
    return value || text.skip("false");
}

bool readCompact(CompactText &text, QString &value)
{
    QByteArrayView plain;
    if (text.plainString(plain)) {
        value = QString::fromUtf8(plain);
        return true;
    }
    QByteArray bytes;
    const bool ok = text.string(bytes);
    value = QString::fromUtf8(bytes);
    return ok;
}

bool readCompact(CompactText &text, QByteArray &value)
{
    return text.string(value);
}

template<class T, class Parse>
static bool readParsed(CompactText &text, T &value, Parse parse)
{
    QByteArrayView plain;
    if (!text.plainString(plain)) {
        return false;
    }
    const auto parsed = parse(plain);
    value = parsed.value_or(value);
    return parsed.has_value();
}

bool readCompact(CompactText &text, Timestamp &value)
{
    return readParsed(text, value, Timestamp::parse);
}

bool readCompact(CompactText &text, Uuid &value)
{
    return readParsed(text, value, Uuid::parse);
}

bool readCompact(CompactText &text, Currency &value)
{
    return readParsed(text, value, Currency::fromCode);
}

static std::optional<QDate> parseDate(QByteArrayView text)
{
    int parts[3] = {0, 0, 0};
    std::size_t part = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i == 4 || i == 7) {
            ++part;
        }
        if ((i == 4 || i == 7) ? c != '-' : (c < '0' || c > '9')) {
            return std::nullopt;
        }
        if (c != '-') {
            parts[part] = parts[part] * 10 + (c - '0');
        }
    }
    const QDate date(parts[0], parts[1], parts[2]);
    return text.size() == 10 && date.isValid() ? std::optional(date) : std::nullopt;
}

bool readCompact(CompactText &text, QDate &value)
{
    return readParsed(text, value, parseDate);
}

} // namespace kontor::storage
