// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/PrintedHead.h"

#include "storage/log/HashChain.h"

#include <QtEndian>

namespace kontor::storage {

static constexpr int digestSize = 16;
static constexpr int groupDigits = 4;

static void appendLittleEndian(QByteArray &bytes, qint64 value)
{
    const quint64 little = qToLittleEndian(quint64(value));
    bytes.append(reinterpret_cast<const char *>(&little), 8);
}

PrintedHead PrintedHead::of(const application::LogHead &head)
{
    QByteArray bytes = "H";
    appendLittleEndian(bytes, head.position);
    bytes += head.eventHash;
    appendLittleEndian(bytes, head.outcome);
    bytes += head.outcomeHash;
    return {head.position, head.outcome, blake2b(bytes, hashSize).first(digestSize)};
}

static QString withoutCheck(const PrintedHead &head)
{
    QString text = u"%1-%2"_s.arg(head.position).arg(head.outcome);
    const QByteArray digits = head.digest.toHex();
    for (qsizetype at = 0; at < digits.size(); at += groupDigits) {
        text += u'-' + QString::fromLatin1(digits.mid(at, groupDigits));
    }
    return text;
}

QString PrintedHead::text() const
{
    const QString text = withoutCheck(*this);
    const QByteArray check = blake2b(text.toLatin1(), hashSize).first(groupDigits / 2);
    return text + u'-' + QString::fromLatin1(check.toHex());
}

std::optional<PrintedHead> PrintedHead::parse(const QString &text)
{
    const QString wanted = text.simplified().replace(u' ', u'-').toLower();
    const QStringList groups = wanted.split(u'-');
    if (groups.size() != 2 + digestSize * 2 / groupDigits + 1) {
        return std::nullopt;
    }
    PrintedHead head;
    head.position = groups[0].toLongLong();
    head.outcome = groups[1].toLongLong();
    head.digest = QByteArray::fromHex(
        QStringList(groups.sliced(2, groups.size() - 3)).join(QString()).toLatin1());
    return head.text() == wanted ? std::optional(head) : std::nullopt;
}

} // namespace kontor::storage
