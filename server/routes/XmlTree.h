// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QXmlStreamWriter>

namespace kontor::server {

//! What XML 1.0 may hold of a text, on one line and without what nobody can see.
QString xmlText(QStringView text);
//! A text in pieces of at most `longest` UTF-16 units, for programs that count so; no character is
//! cut in two. An empty text has none.
QStringList inPieces(const QString &text, qsizetype longest);

//! XML for other people's programs.
class XmlTree
{
public:
    explicit XmlTree(QByteArray &out);

    QXmlStreamWriter &writer() { return m_writer; }
    //! An element, or with a path such as Tp/Cd one in another. Without a text there is none.
    void value(QLatin1StringView path, const QString &text);
    void value(QLatin1StringView path, const QByteArray &ascii)
    {
        value(path, QString::fromLatin1(ascii));
    }
    //! A text from people, cleaned and cut to what the standard has room for.
    void text(QLatin1StringView path, const QString &text, qsizetype longest);
    template<class Inner>
    void within(QLatin1StringView path, Inner inner)
    {
        const int depth = open(path);
        inner();
        close(depth);
    }

private:
    int open(QLatin1StringView path);
    void close(int depth);

    QXmlStreamWriter m_writer;
};

} // namespace kontor::server
