// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/XmlTree.h"

#include "foundation/Strings.h"

#include <algorithm>

namespace kontor::server {

static bool mayStand(QChar c)
{
    return c.unicode() >= 0x20 && !(c.unicode() >= 0x7F && c.unicode() <= 0x9F)
        && c.unicode() < 0xFFFE && !c.isSurrogate();
}

QString xmlText(QStringView text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair
            = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (isPair) {
            clean += text[i];
            clean += text[++i];
        } else {
            clean += mayStand(text[i]) ? text[i] : u' ';
        }
    }
    return clean.simplified();
}

QStringList inPieces(const QString &text, qsizetype longest)
{
    QStringList pieces;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype size = std::min(longest, text.size() - from);
        if (from + size < text.size() && text[from + size - 1].isHighSurrogate()) {
            --size;
        }
        pieces << text.sliced(from, size);
        from += size;
    }
    return pieces;
}

XmlTree::XmlTree(QByteArray &out) : m_writer(&out)
{
    m_writer.setAutoFormatting(true);
    m_writer.setAutoFormattingIndent(1);
}

int XmlTree::open(QLatin1StringView path)
{
    int depth = 0;
    for (qsizetype from = 0; from <= path.size(); ++depth) {
        const qsizetype slash = path.indexOf('/'_L1, from);
        const qsizetype end = slash < 0 ? path.size() : slash;
        m_writer.writeStartElement(QString(path.sliced(from, end - from)));
        from = end + 1;
    }
    return depth;
}

void XmlTree::close(int depth)
{
    for (; depth > 0; --depth) {
        m_writer.writeEndElement();
    }
}

void XmlTree::value(QLatin1StringView path, const QString &text)
{
    if (!text.isEmpty()) {
        within(path, [&] { m_writer.writeCharacters(text); });
    }
}

void XmlTree::text(QLatin1StringView path, const QString &text, qsizetype longest)
{
    value(path, inPieces(xmlText(text), longest).value(0).trimmed());
}

} // namespace kontor::server
