// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Fold.h"

#include <QRegularExpression>

namespace kontor {

// Letters that are no other letter with a mark, so that no decomposition takes them apart, as people
// without them on their keys write them; and apostrophes.
static QLatin1StringView plainLetter(QChar c)
{
    switch (c.unicode()) {
    case u'\u00DF': return "ss"_L1; // sharp s
    case u'\u00E6': return "ae"_L1;
    case u'\u00F0': // eth
    case u'\u0111': // d with stroke
    case u'\u0256': return "d"_L1; // African d
    case u'\u00F8': return "o"_L1; // o with stroke
    case u'\u00FE': return "th"_L1; // thorn
    case u'\u0127': return "h"_L1; // h with stroke
    case u'\u0131': return "i"_L1; // dotless i
    case u'\u0138': return "k"_L1; // kra
    case u'\u0142': return "l"_L1; // l with stroke
    case u'\u014B': return "n"_L1; // eng
    case u'\u0153': return "oe"_L1;
    case u'\u0167': return "t"_L1; // t with stroke
    case u'\u0180':
    case u'\u0253': return "b"_L1;
    case u'\u0188': return "c"_L1;
    case u'\u0199': return "k"_L1;
    case u'\u01B4': return "y"_L1;
    case u'\u01B6': return "z"_L1;
    case u'\u0237': return "j"_L1; // dotless j
    case u'\u0257': return "d"_L1;
    case u'\u0268': return "i"_L1;
    case u'\u02BB':
    case u'\u02BC':
    case u'\u2018':
    case u'\u2019': return "'"_L1;
    default: return {};
    }
}

QString folded(const QString &text)
{
    QString plain;
    const QString parts = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (const QChar c : parts) {
        const QLatin1StringView letter = plainLetter(c);
        if (!letter.isEmpty()) {
            plain += letter;
        } else if (!c.isMark()) {
            plain += c;
        }
    }
    return plain.simplified();
}

// Stands behind each vowel that was typed as an umlaut; a character that no text has.
static constexpr QChar umlautMark(u'\uFDD0');

QString foldedQuery(const QString &typed)
{
    static const QRegularExpression umlaut(u"([äöüøÄÖÜØ])"_s);
    QString text = QString(typed).remove(umlautMark).normalized(QString::NormalizationForm_C);
    return folded(text.replace(umlaut, u"\\1"_s + umlautMark));
}

QStringList spellings(const QString &word)
{
    const QString plain = QString(word).remove(umlautMark);
    QString bare = plain;
    for (const auto &vowel : {u"a"_s, u"o"_s, u"u"_s}) {
        bare.replace(vowel + u'e', vowel);
    }
    QStringList all{plain, QString(word).replace(umlautMark, u'e'), bare};
    all.removeDuplicates();
    return all;
}

} // namespace kontor
