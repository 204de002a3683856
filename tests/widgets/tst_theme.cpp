// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Strings.h"
#include "support/TestMain.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

using namespace kontor;
using namespace kontor::widgets;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textStandsOutInBothThemes_data();
    void textStandsOutInBothThemes();
    void styleSheetNamesOnlyKnownColours();
    void styleSheetAndFontsAgreeOnSizes();
    void coloursAreNamedNowhereElse();
    void everyIconPaintsSomethingInItsColour();
};

void TestTheme::textStandsOutInBothThemes_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");

    for (const Theme *theme : {&Theme::light(), &Theme::dark()}) {
        const char *name = theme->isDark ? "dark" : "light";
        const auto row = [name](const char *what, const QColor &ink, const QColor &ground,
                             double least) {
            QTest::addRow("%s %s", name, what) << ink << ground << least;
        };
        row("text on card", theme->text, theme->card, 7);
        row("text on selection", theme->text, theme->selection, 7);
        row("text on match", theme->text, theme->match, 7);
        row("text on neutral", theme->text, theme->neutralTint, 7);
        row("secondary on card", theme->text2, theme->card, 7);
        row("secondary on window", theme->text2, theme->window, 7);
        row("secondary on selection", theme->text2, theme->selection, 7);
        row("secondary on sunken", theme->text2, theme->sunken, 7);
        row("primary on card", theme->primary, theme->card, 7);
        row("on primary", theme->onPrimary, theme->primary, 7);
        row("on primary hover", theme->onPrimary, theme->primaryHover, 7);
        row("on primary pressed", theme->onPrimary, theme->primaryPressed, 7);
        row("success on tint", theme->success, theme->successTint, 7);
        row("warning on tint", theme->warning, theme->warningTint, 7);
        row("warning on card", theme->warning, theme->card, 7);
        row("error on card", theme->error, theme->card, 7);
        row("error on tint", theme->errorOnTint, theme->errorTint, 7);
        row("banner", theme->onOffline, theme->offline, 7);
        row("rail", theme->railText, theme->railSelected, 7);
        row("rail secondary", theme->railText2, theme->rail, 7);
        row("rail disabled", theme->railDisabled, theme->rail, 4.5);
        row("edge on card", theme->border, theme->card, 3);
        row("edge on window", theme->border, theme->window, 3);
        row("focus on window", theme->primary, theme->window, 3);
        row("receipt", theme->ink, theme->paper, 7);
    }
}

void TestTheme::textStandsOutInBothThemes()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    const double found = contrast(ink, ground);
    QVERIFY2(found >= least, qPrintable(QString::number(found)));
}

void TestTheme::styleSheetNamesOnlyKnownColours()
{
    const QString sheet = Theme::light().styleSheet();
    QVERIFY(sheet.contains(u"QLineEdit"_s));
    QVERIFY(!sheet.contains(u"@{"_s));
}

void TestTheme::styleSheetAndFontsAgreeOnSizes()
{
    const QString sheet = Theme::light().styleSheet();
    static const QRegularExpression rule(
        u"QLabel\\[textRole=\"(\\w+)\"\\] \\{ font-size: (\\d+)px;( font-weight: (\\d+);)? \\}"_s);
    QHash<QString, QPair<int, int>> rules;
    auto matches = rule.globalMatch(sheet);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const int weight = match.captured(4).isEmpty() ? 400 : match.captured(4).toInt();
        rules.insert(match.captured(1), {match.captured(2).toInt(), weight});
    }
    QCOMPARE(rules.size(), int(TextRole::Mini) + 1);
    for (int i = 0; i <= int(TextRole::Mini); ++i) {
        const auto role = static_cast<TextRole>(i);
        const QFont font = fontOf(role);
        QCOMPARE(rules.value(nameOf(role)), qMakePair(font.pixelSize(), int(font.weight())));
    }
}

void TestTheme::coloursAreNamedNowhereElse()
{
    static const QRegularExpression literal(u"#[0-9A-Fa-f]{6}\\b|0x[0-9A-Fa-f]{6}\\b|Qt::(white|"
                                            "black|red|green|blue|gray|yellow)\\b"_s);
    int files = 0;
    for (const QString &folder : {u"/core/widgets"_s, u"/app-teller"_s, u"/resources/styles"_s}) {
        QDirIterator walk(QStringLiteral(KONTOR_SOURCE_DIR) + folder, QDir::Files,
            QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = walk.next();
            if (path.endsWith(u"/Theme.cpp"_s) || path.endsWith(u"/Icon.cpp"_s)) {
                continue;
            }
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto match = literal.match(QString::fromUtf8(file.readAll()));
            QVERIFY2(!match.hasMatch(), qPrintable(path + u": "_s + match.captured(0)));
            ++files;
        }
    }
    QVERIFY(files > 40);
}

void TestTheme::everyIconPaintsSomethingInItsColour()
{
    const QStringList names = iconNames();
    QVERIFY(names.size() >= 25);
    for (const QString &name : names) {
        QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(0);
        QPainter painter(&image);
        paintIcon(painter, QRectF(0, 0, 40, 40), name, Theme::light().success);
        painter.end();
        int inked = 0;
        for (int y = 0; y < 40; ++y) {
            for (int x = 0; x < 40; ++x) {
                inked += image.pixelColor(x, y) == Theme::light().success ? 1 : 0;
            }
        }
        QVERIFY2(inked > 15, qPrintable(name));
    }
}

KONTOR_TEST(TestTheme)
#include "tst_theme.moc"
