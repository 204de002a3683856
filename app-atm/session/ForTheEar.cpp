// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/ForTheEar.h"

#include "foundation/Strings.h"
#include "widgets/AmountWords.h"

#include <QRegularExpression>

namespace kontor::atm {

namespace {

struct Saying
{
    const char *written;
    const char *english;
    const char *german;
};

//! In this order; \1 and \2 are what the brackets found.
constexpr Saying sayings[] = {
    {R"(\x{2212}(?=(€|[A-Z]{3}\s)?\d))", "minus ", "minus "},
    {R"(\+(?=(€|[A-Z]{3}\s)?\d))", "plus ", "plus "},
    {R"(€\s?(\d))", R"(EUR \1)", R"(EUR \1)"},
    {R"((\d)\s€)", R"(\1 EUR)", R"(\1 EUR)"},
    {R"([•*]+\s*(?=\d))", "ending ", "endet auf "},
    {R"(\b1 × (\d+))", R"(1 note of \1)", R"(1 Schein zu \1)"},
    {R"((\d+) × (\d+))", R"(\1 notes of \2)", R"(\1 Scheine zu \2)"},
};

//! "7F3K 22" is heard as seven, F, three …
QString spelledOut(QString text)
{
    static const QRegularExpression reference(u"\\b[0-9A-Z]{4} [0-9A-Z]{2}\\b"_s);
    const QRegularExpressionMatch match = reference.match(text);
    if (match.hasMatch()) {
        const QString code = match.captured().remove(u' ');
        QStringList letters;
        for (const QChar letter : code) {
            letters << QString(letter);
        }
        text.replace(match.capturedStart(), match.capturedLength(), letters.join(u", "_s));
    }
    return text;
}

//! Before the figures or behind them, as the language writes it, and where the currency stands alone.
QString withUnits(QString text, Language language)
{
    static const QString figures = u"(\\d[\\d.,]*\\d|\\d)"_s;
    constexpr auto unicode = QRegularExpression::UseUnicodePropertiesOption;
    for (const widgets::UnitWords &unit : widgets::namedUnits(language == Language::German)) {
        const QString code = QString::fromLatin1(unit.code);
        const QString many = QString::fromUtf8(unit.many);
        text.replace(QRegularExpression(u"\\b%1\\s"_s.arg(code) + figures, unicode),
            u"\\1 "_s + many);
        text.replace(QRegularExpression(u"\\b%1\\b"_s.arg(code), unicode), many);
        text.replace(QRegularExpression(u"(?<![\\d.,])1\\s%1\\b"_s.arg(many), unicode),
            u"1 "_s + QString::fromUtf8(unit.one));
    }
    return text;
}

} // namespace

QString forTheEar(const QString &written, Language language)
{
    QString text = spelledOut(written);
    for (const Saying &saying : sayings) {
        const QRegularExpression pattern(QString::fromUtf8(saying.written),
            QRegularExpression::UseUnicodePropertiesOption);
        text.replace(pattern,
            QString::fromUtf8(language == Language::German ? saying.german : saying.english));
    }
    return withUnits(text, language);
}

} // namespace kontor::atm
