// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Query.h"

#include "foundation/Strings.h"

#include <QStringDecoder>

namespace kontor::server {

static int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char low = char(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static bool isUtf8(QByteArrayView bytes)
{
    const auto isAscii = [](char c) { return static_cast<uchar>(c) < 0x80; };
    if (std::all_of(bytes.begin(), bytes.end(), isAscii)) {
        return true;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(bytes);
    return !decoder.hasError() && !decoded.isNull();
}

static bool isPlain(char c)
{
    return c >= 0x20 && c < 0x7f && c != '%';
}

std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    if (std::all_of(text.begin(), text.end(), isPlain)) {
        return text.toByteArray(); // nearly always
    }
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            c = char(high * 16 + low);
            i += 2;
        }
        if (static_cast<uchar>(c) < 0x20 || c == 0x7f) {
            return std::nullopt;
        }
        out.append(c);
    }
    return isUtf8(out) ? std::optional(out) : std::nullopt;
}

Query Query::parse(const QByteArray &encoded, const QList<QByteArray> &allowed)
{
    Query query;
    const QByteArrayView all(encoded);
    for (qsizetype from = 0; from < all.size();) {
        qsizetype end = all.indexOf('&', from);
        end = end < 0 ? all.size() : end;
        query.take(all.sliced(from, end - from), allowed);
        from = end + 1;
    }
    return query;
}

void Query::take(QByteArrayView piece, const QList<QByteArray> &allowed)
{
    if (piece.isEmpty()) {
        return;
    }
    const qsizetype equals = piece.indexOf('=');
    const auto name = percentDecoded(equals < 0 ? piece : piece.first(equals));
    QByteArray value = equals < 0 ? QByteArray() : piece.sliced(equals + 1).toByteArray();
    const auto decoded = percentDecoded(value.replace('+', ' '));
    if (!name || !decoded) {
        refuse(name.value_or("?"), u"This parameter is not properly encoded."_s);
    } else if (!allowed.contains(*name)) {
        refuse(*name, u"This parameter is not known here."_s);
    } else if (find(*name)) {
        refuse(*name, u"This parameter stands twice."_s);
    } else {
        m_parameters.push_back({*name, *decoded});
    }
}

const Query::Parameter *Query::find(QByteArrayView name) const
{
    for (const Parameter &parameter : m_parameters) {
        if (parameter.name == name) {
            return &parameter;
        }
    }
    return nullptr;
}

QString Query::text(QByteArrayView name) const
{
    const Parameter *found = find(name);
    return found ? QString::fromUtf8(found->value) : QString();
}

std::optional<QByteArray> Query::bytes(QByteArrayView name) const
{
    const Parameter *found = find(name);
    return found ? std::optional(found->value) : std::nullopt;
}

std::optional<Timestamp> Query::time(QByteArrayView name)
{
    const Parameter *found = find(name);
    if (!found) {
        return std::nullopt;
    }
    static constexpr qsizetype offsetLength = 6; // +01:00
    QByteArray text = found->value;
    const qsizetype sign = text.size() - offsetLength;
    if (sign > 0 && text[sign] == ' ') {
        text[sign] = '+';
    }
    const auto time = Timestamp::parse(text);
    if (!time) {
        refuse(name,
            u"Expected a moment like 2026-02-01T09:00:00Z or 2026-02-01T10:00:00+01:00."_s);
    }
    return time;
}

void Query::refuse(QByteArrayView name, const QString &detail)
{
    m_errors.push_back({u'/' + QString::fromUtf8(name), u"invalid-parameter"_s, detail});
}

std::optional<api::Problem> Query::problem() const
{
    if (m_errors.empty()) {
        return std::nullopt;
    }
    const api::ProblemField &first = m_errors.front();
    api::Problem problem = api::Problem::of(api::ProblemCode::InvalidParameter,
        u"%1: %2"_s.arg(first.pointer.mid(1), first.detail));
    problem.errors = m_errors;
    return problem;
}

} // namespace kontor::server
