// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "foundation/Text.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;

class tst_Text : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreCleanedAndCounted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<QString>("clean");
        const auto kept = [](const char *name, const QString &text) {
            QTest::newRow(name) << text << true << text;
        };
        kept("three characters", u"Ann"_s);
        kept("100 characters", QString(100, u'x'));
        kept("100 beyond the first plane", u"𝒳"_s.repeated(100));
        kept("apostrophe and hyphen", u"Ó'Neill-Güßfeld"_s);
        kept("Hebrew", u"שרה כהן"_s);
        kept("Persian with a joiner", u"می\u200Cخواهم"_s);
        kept("direction mark", u"\u200Fשרה כהן"_s);
        kept("Thai", u"กำธร"_s);
        kept("Vietnamese", u"Nguyễn Thị"_s);
        kept("Turkish", u"İı Iğdır"_s);
        kept("mark-up is text", u"<b>Ann</b> &amp; <img src=x onerror=y>"_s);
        kept("injections are text", u"'; DROP TABLE events; -- ${jndi:x} %s%n"_s);
        kept("formula is text", u"=cmd|' /C calc'!A0"_s);
        kept("family of emoji", u"👩\u200D👩\u200D👧 Ann"_s);
        kept("emoji in colour", u"Ann \u2764\uFE0F"_s);
        kept("Mongolian with a variation", u"\u182A\u180B\u1820\u1822"_s);
        kept("Khmer", u"\u1780\u17B6\u179A"_s);
        kept("Braille", u"\u2801\u2813\u2803"_s);
        QTest::newRow("trimmed") << u"  Ann \u00A0"_s << true << u"Ann"_s;
        QTest::newRow("composed") << u"Zoe\u0308"_s << true << u"Zoë"_s;
        const auto refused = [](const char *name, const QString &text) {
            QTest::newRow(name) << text << false << QString();
        };
        refused("empty", QString());
        refused("two characters", u"Al"_s);
        refused("101 characters", QString(101, u'x'));
        refused("101 beyond the first plane", u"𝒳"_s.repeated(101));
        refused("two after composing", u"Ze\u0308"_s);
        refused("two and blanks", u" Al "_s);
        refused("blanks", u"     "_s);
        refused("NUL", u"An"_s + QChar(0) + u"n"_s);
        refused("tab", u"Ann\tAmes"_s);
        refused("line break behind", u"Ann\n"_s);
        refused("escape", u"Ann\x1B[2J"_s);
        refused("DEL", u"Ann\x7F"_s);
        refused("C1", u"Ann"_s + QChar(0x85));
        refused("line separator", u"Ann\u2028Ames"_s);
        refused("paragraph separator", u"Ann\u2029Ames"_s);
        refused("override", u"Ann\u202Esema"_s);
        refused("embedding", u"Ann\u202AAmes"_s);
        refused("isolate", u"Ann\u2066Ames"_s);
        refused("pop isolate", u"Ann\u2069"_s);
        refused("noncharacter", u"Ann"_s + QChar(0xFFFE));
        refused("noncharacter in a block", u"Ann"_s + QChar(0xFDD0));
        refused("noncharacter beyond the first plane", u"Ann\U0001FFFF"_s);
        refused("high surrogate alone", u"Ann"_s + QChar(0xD800));
        refused("low surrogate alone", QChar(0xDC00) + u"Ann"_s);
        refused("surrogates swapped", u"Ann"_s + QChar(0xDC00) + QChar(0xD800));
        refused("zero width space", u"Ann\u200BAmes"_s);
        refused("byte order mark", u"\uFEFFAnn"_s);
        refused("soft hyphen", u"Ann\u00ADAmes"_s);
        refused("tag", u"Ann\U000E0041"_s);
        refused("Hangul filler", u"\u3164\u3164\u3164"_s);
        refused("empty Braille", u"\u2800\u2800\u2800"_s);
        refused("empty Braille inside", u"Ann\u2800Ames"_s);
        refused("Khmer inherent vowels", u"\u17B4\u17B5\u17B4"_s);
        refused("shorthand format", u"Ann\U0001BCA0"_s);
        refused("variations of nothing", u"\uFE0F\uFE0F\uFE0F"_s);
        refused("variations and blanks", u"\uFE0F    \uFE0F"_s);
        refused("joiners and blanks", u"\u200D     \u200D"_s);
        refused("joiners only", u"\u200C\u200D\u200E\u200F"_s);
        refused("two and joiners", u"A\u200D\u200Dl"_s);
    }
    void namesAreCleanedAndCounted()
    {
        QFETCH(QString, text);
        QFETCH(QString, clean);
        const auto result = cleanText(text, 3, 100);
        QTEST(result.has_value(), "accepted");
        QCOMPARE(result.value_or(QString()), clean);
    }
    void cleaningTwiceChangesNothing()
    {
        const auto once = cleanText(u"  Zoe\u0308 Brontë "_s, 3, 100);
        QVERIFY(once);
        QCOMPARE(cleanText(*once, 3, 100), once);
    }
    void whatNobodySeesIsNotMeant_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<QString>("meant");
        QTest::newRow("nothing to change") << u"Ó'Neill  Güß"_s << u"Ó'Neill  Güß"_s;
        QTest::newRow("soft hyphen") << u"Wasser\u00ADstraße"_s << u"Wasserstraße"_s;
        QTest::newRow("zero width space") << u"\uFEFFAnn\u200B Ames"_s << u"Ann Ames"_s;
        QTest::newRow("lines") << u"Ann\tAmes\nMain Street\r\n"_s << u"Ann Ames Main Street"_s;
        QTest::newRow("number in an embedding") << u"\u202A0004417-2\u202C"_s << u"0004417-2"_s;
        QTest::newRow("number behind a mark") << u" \u200E0004417-2\u200F "_s << u"0004417-2"_s;
        QTest::newRow("a mark within") << u"שרה\u200E Ann"_s << u"שרה\u200E Ann"_s;
        QTest::newRow("joiners") << u"می\u200Cخواهم"_s << u"می\u200Cخواهم"_s;
        QTest::newRow("beyond the first plane") << u"𝒳\U000E0041𝒳"_s << u"𝒳𝒳"_s;
        QTest::newRow("nothing seen") << u"\u200E \u200B"_s << QString();
    }
    void whatNobodySeesIsNotMeant()
    {
        QFETCH(QString, pasted);
        QTEST(withoutUnseen(pasted), "meant");
    }
    void anEmptyTextIsFineWhereNoneIsNeeded()
    {
        QCOMPARE(cleanText(u"  "_s, 0, 140), std::optional(QString()));
    }
};

KONTOR_TEST(tst_Text)
#include "tst_text.moc"
