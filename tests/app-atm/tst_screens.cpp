// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/ScreenRules.h"
#include "app-atm/ScreenStates.h"
#include "app-atm/screens/AtmWindow.h"
#include "app-atm/screens/ScreenFactory.h"
#include "support/TestMain.h"
#include "walks/Walks.h"

#include <QAccessible>
#include <QDir>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include <array>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::allScreens;
using kontor::testing::mistakes;
using kontor::testing::NamedState;
using kontor::testing::otherMachines;
using kontor::testing::WalkResult;
using kontor::testing::walkContrast;
using kontor::testing::walkTree;

namespace {

//! What was painted of itself, without being asked for a picture.
class PaintCounter : public QObject
{
public:
    explicit PaintCounter(const QObject *watched)
    {
        QCoreApplication::processEvents();
        const_cast<QObject *>(watched)->installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
    int count = 0;
};

} // namespace

//! Every screen, in both languages and both contrasts: sizes in millimetres, words that fit, names
//! for those who do not see.
class tst_Screens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_german.load(QLocale(QLocale::German), u"atm"_s, u"_"_s, u":/i18n"_s));
        QVERIFY(m_english.load(QLocale(QLocale::English), u"atm"_s, u"_"_s, u":/i18n"_s));
    }
    void everyScreenKeepsItsRules_data()
    {
        QTest::addColumn<bool>("german");
        QTest::addColumn<bool>("highContrast");
        QTest::newRow("English") << false << false;
        QTest::newRow("English, high contrast") << false << true;
        QTest::newRow("German") << true << false;
        QTest::newRow("German, high contrast") << true << true;
    }
    void everyScreenKeepsItsRules()
    {
        QFETCH(bool, german);
        QFETCH(bool, highContrast);
        speak(german);
        int screens = 0;
        int keys = 0;
        int texts = 0;
        int nodes = 0;
        int measured = 0;
        QStringList wrong;
        for (const NamedState &named : allScreens(german ? Language::German : Language::English)) {
            AtmWindow window(3.36);
            show(window, named.state, highContrast);
            const QString found = mistakes(*window.screen(), window.screen()->size());
            wrong << (found.isEmpty() ? QStringList() : QStringList(named.name + u": "_s + found));
            const WalkResult tree = walkTree(&window);
            const WalkResult sight = walkContrast(&window, 7);
            for (const QString &fault : tree.faults + sight.faults) {
                wrong << named.name + u": "_s + fault;
            }
            nodes += tree.visited;
            measured += sight.visited;
            ++screens;
            keys += int(window.screen()->keys().size());
            texts += int(window.screen()->texts().size());
            save(window, named.name, german, highContrast);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QVERIFY(screens >= 40);
        QVERIFY(keys > 200);
        QVERIFY(texts > 150);
        QVERIFY2(nodes > 500, qPrintable(QString::number(nodes)));
        QVERIFY2(measured > 150, qPrintable(QString::number(measured)));
    }
    // Cassettes of all kinds, and a currency whose name is long.
    void otherMachinesKeepTheRulesToo_data()
    {
        QTest::addColumn<bool>("german");
        QTest::newRow("English") << false;
        QTest::newRow("German") << true;
    }
    void otherMachinesKeepTheRulesToo()
    {
        QFETCH(bool, german);
        speak(german);
        QStringList wrong;
        const auto states = otherMachines(german ? Language::German : Language::English);
        QVERIFY(states.size() >= 20);
        for (const NamedState &named : states) {
            AtmWindow window(3.36);
            show(window, named.state, false);
            const QString found = mistakes(*window.screen(), window.screen()->size());
            wrong << (found.isEmpty() ? QStringList() : QStringList(named.name + u": "_s + found));
            if (named.name.endsWith(u"menu"_s)) {
                QSet<int> sizes;
                for (const AtmKey *key : window.screen()->keys()) {
                    if (key->spec().type == Type::Key) {
                        sizes.insert(key->labelFont().pixelSize());
                    }
                }
                QCOMPARE(sizes.size(), 1);
            }
            if (named.name.endsWith(u"amount"_s)) { // its notes stay beside the keys
                const QColor between = window.grab().toImage().pixelColor(450, 379);
                QCOMPARE(between, normalPalette().background);
            }
            save(window, named.name, german, false);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
    void plantedMistakesAreFound()
    {
        speak(false);
        AtmWindow window(3.36);
        show(window, allScreens(Language::English)[1].state, false);
        const auto *screen = window.screen();
        auto *key = screen->keys().front();
        const QRect place = key->geometry();
        key->resize(60, 60);
        QVERIFY(mistakes(*screen, screen->size()).contains(u"small"_s));
        key->setGeometry(place);
        key->setAccessibleName({});
        QVERIFY(mistakes(*screen, screen->size()).contains(u"no name"_s));
        key->setAccessibleName(u"Contrast"_s);
        QVERIFY(mistakes(*screen, screen->size()).isEmpty());
        screen->texts().back()->setText(QString(200, u'W'));
        QVERIFY(mistakes(*screen, screen->size()).contains(u"cut"_s));
    }
    void otherPanelsKeepTheMillimetres_data()
    {
        QTest::addColumn<double>("dpmm");
        QTest::addColumn<QSize>("panel");
        QTest::addColumn<int>("expectedWidth");
        QTest::newRow("15 inch") << 3.36 << QSize(1024, 768) << 1024;
        QTest::newRow("15.6 inch full HD") << 5.58 << QSize(1920, 1080) << 1440;
        QTest::newRow("21.5 inch full HD") << 4.03 << QSize(1920, 1080) << 1228;
        QTest::newRow("too small") << 3.36 << QSize(800, 600) << 800;
    }
    void otherPanelsKeepTheMillimetres()
    {
        QFETCH(double, dpmm);
        QFETCH(QSize, panel);
        QFETCH(int, expectedWidth);
        AtmWindow window(dpmm);
        window.resize(panel);
        show(window, allScreens(Language::English)[1].state, false);
        QVERIFY(std::abs(window.screen()->width() - expectedWidth) <= 2);
        QVERIFY(
            std::abs(window.screen()->geometry().center().x() - window.rect().center().x()) <= 1);
    }
    void pinIsNowhereInTheTree()
    {
        QAccessible::setActive(true);
        QStringList trees;
        for (const NamedState &named : allScreens(Language::English)) {
            if (named.name == u"pin-empty"_s || named.name == u"pin"_s) {
                AtmWindow window(3.36);
                show(window, named.state, false);
                QStringList tree;
                collect(QAccessible::queryAccessibleInterface(&window), tree);
                QVERIFY(tree.size() > 15);
                trees << tree.join(u'|');
            }
        }
        QCOMPARE(trees.size(), 2);
        QCOMPARE(trees[0], trees[1]); // neither digits nor their number
    }
    void keyboardDoesEverything()
    {
        QList<Input> inputs;
        QList<int> digits;
        AtmWindow window(3.36);
        connect(&window, &AtmWindow::input, this, [&](const Input &input) { inputs << input; });
        connect(&window, &AtmWindow::pinDigit, this, [&](int digit) { digits << digit; });
        for (const NamedState &named : allScreens(Language::English)) {
            if (named.name == u"pin"_s || named.name == u"notes"_s) {
                show(window, named.state, false);
                QTest::keyClicks(&window, u"19"_s);
            }
        }
        QCOMPARE(digits, (QList<int>{1, 9}));
        QCOMPARE(inputs.size(), 2);
        QCOMPARE(std::get<Digit>(inputs[0]).value, 1);
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(std::holds_alternative<Cancel>(inputs.back()));
        QTest::keyClick(&window, Qt::Key_Backspace);
        QVERIFY(std::holds_alternative<Clear>(inputs.back()));
        QTest::qWait(260); // as after every screen: who presses twice meant the one before
        QTest::keyClick(window.focusWidget(), Qt::Key_Return); // the ringed first choice
        QCOMPARE(std::get<Choose>(inputs.back()).number, 1);
        for (const auto key : {Qt::Key_Down, Qt::Key_Tab}) {
            QTest::keyClick(window.focusWidget(), key);
        }
        QTest::keyClick(window.focusWidget(), Qt::Key_Up);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        QCOMPARE(std::get<Choose>(inputs.back()).number, 2);
    }
    // Keys go to the key that has the focus first, as they do on a real display.
    void ringIsWhatEnterPresses_data()
    {
        QTest::addColumn<QString>("screen");
        for (const auto *screen : {"menu", "notes", "pin", "other-amount", "problem"}) {
            QTest::newRow(screen) << QString::fromLatin1(screen);
        }
    }
    void ringIsWhatEnterPresses()
    {
        QFETCH(QString, screen);
        AtmWindow window(3.36);
        showNamed(window, screen);
        QTest::qWait(260);
        QTest::keyClick(window.focusWidget(), Qt::Key_Shift); // a keyboard is there
        for (int step = 0; step < 4; ++step) {
            PaintCounter painted(window.screen());
            QTest::keyClick(window.focusWidget(), step % 2 ? Qt::Key_Down : Qt::Key_Tab);
            QTRY_VERIFY(painted.count > 0);
            auto *key = qobject_cast<AtmKey *>(window.focusWidget());
            QVERIFY(key);
            QVERIFY2(hasRing(window, *key), qPrintable(key->accessibleName()));
            QSignalSpy pressed(key, &AtmKey::clicked);
            QTest::keyClick(window.focusWidget(), Qt::Key_Return);
            QCOMPARE(pressed.size(), 1);
        }
    }
    void whoHasNothingToChooseHasNoRing()
    {
        for (const QString &screen : {u"working"_s, u"take-card"_s, u"goodbye"_s}) {
            QList<Input> inputs;
            AtmWindow window(3.36);
            connect(&window, &AtmWindow::input, this, [&](const Input &input) { inputs << input; });
            showNamed(window, u"menu"_s);
            QTest::qWait(260);
            QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
            QTest::keyClick(window.focusWidget(), Qt::Key_Return);
            inputs.clear();
            showNamed(window, screen);
            QTest::keyClick(window.focusWidget(), Qt::Key_Return);
            QTest::qWait(260);
            QTest::keyClick(window.focusWidget(), Qt::Key_Return);
            QVERIFY(!window.highContrast());
            QVERIFY(std::ranges::all_of(inputs,
                [](const Input &input) { return std::holds_alternative<Enter>(input); }));
            for (const AtmKey *key : window.screen()->keys()) {
                QVERIFY2(!hasRing(window, *key), qPrintable(screen + key->accessibleName()));
            }
        }
    }
    void enterTwiceIsMeantOnce()
    {
        QList<Input> inputs;
        AtmWindow window(3.36);
        connect(&window, &AtmWindow::input, this, [&](const Input &input) { inputs << input; });
        showNamed(window, u"menu"_s);
        QTest::keyClick(window.focusWidget(), Qt::Key_Shift);
        showNamed(window, u"notes"_s);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        QCOMPARE(inputs.size(), 0);
        QTest::qWait(260);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        QCOMPARE(inputs.size(), 1);
    }
    // Who presses twice after a wrong PIN still reads that it was wrong.
    void enterTwiceAfterAPinIsMeantOnceToo()
    {
        QList<Input> inputs;
        AtmWindow window(3.36);
        connect(&window, &AtmWindow::input, this, [&](const Input &input) { inputs << input; });
        for (const QString &screen : {u"pin-wrong"_s, u"problem-funds"_s}) {
            inputs.clear();
            showNamed(window, screen);
            QTest::keyClick(window.focusWidget(), Qt::Key_Return);
            QCOMPARE(inputs.size(), 0);
            QTest::qWait(260);
            QTest::keyClick(window.focusWidget(), Qt::Key_Return);
            QCOMPARE(inputs.size(), 1);
        }
    }
    void whatGoesOnReadsSoAndWhatIsDoneToo()
    {
        speak(false);
        const QStringList first = said(u"working"_s, Language::English);
        QVERIFY(first.contains(u"Asking the bank"_s) && first.contains(u"Count the notes"_s));
        const QStringList second = said(u"working-counting"_s, Language::English);
        QVERIFY(second.contains(u"Bank agreed"_s) && second.contains(u"Counting your notes"_s));
        const QStringList last = said(u"working-presenting"_s, Language::English);
        QVERIFY(last.contains(u"Notes counted"_s) && last.contains(u"Your cash is coming"_s));
    }
    void nobodyWaitsForCashThatGoesBack()
    {
        speak(true);
        const QStringList now = said(u"retracting"_s, Language::German);
        QCOMPARE(now.first(), u"Das Geld wird eingezogen"_s);
        QVERIFY(!now.contains(u"Ihr Geld kommt"_s));
        const QStringList then = said(u"problem-cash-not-taken"_s, Language::German);
        QVERIFY(then.contains(
            u"Der Automat hat die Scheine eingezogen.\nVersuchen Sie es noch einmal."_s));
    }
    void whoIsBlockedIsSentToThePeopleInTheBranch()
    {
        speak(false);
        QVERIFY(said(u"problem-account-barred"_s, Language::English)
                    .contains(u"Ask in the branch, with your ID."_s));
    }
    void bouncingFingerPressesNothing()
    {
        QList<Input> inputs;
        AtmWindow window(3.36);
        connect(&window, &AtmWindow::input, this, [&](const Input &input) { inputs << input; });
        show(window, allScreens(Language::English)[1].state, false);
        AtmKey *language = window.screen()->keys().back();
        QTest::mouseClick(language, Qt::LeftButton);
        QCOMPARE(inputs.size(), 0);
        QTest::qWait(260);
        QTest::mouseClick(language, Qt::LeftButton);
        QCOMPARE(inputs.size(), 1);
        QTest::mousePress(language, Qt::LeftButton); // sliding off cancels
        QTest::mouseRelease(language, Qt::LeftButton, {}, QPoint(-80, -80));
        QCOMPARE(inputs.size(), 1);
    }
    void contrastAndSizesFollowTheTokens()
    {
        for (const Palette *palette : {&normalPalette(), &highContrastPalette()}) {
            const std::pair<QColor, QColor> pairs[] = {{palette->text, palette->background},
                {palette->second, palette->background}, {palette->second, palette->panel},
                {palette->tileText, palette->tile}, {palette->tileSecond, palette->tile},
                {palette->cancelText, palette->cancel}, {palette->proceedText, palette->proceed},
                {palette->clearText, palette->clear}, {palette->here, palette->panel},
                {palette->safe, palette->panel}, {palette->noteText, palette->note(10)}};
            for (const auto &[ink, ground] : pairs) {
                QVERIFY2(contrast(ink, ground) >= 7, qPrintable(ink.name() + ground.name()));
            }
            QVERIFY(contrast(palette->outline, palette->panel) >= 3);
            QVERIFY(contrast(palette->ring, palette->background) >= 3);
        }
        for (const int value : noteValues) {
            QVERIFY(contrast(normalPalette().noteText, normalPalette().note(value)) >= 7);
        }
        const Look look;
        for (const Type type : {Type::Body, Type::Strong, Type::Label, Type::Footer}) {
            const double cap = QFontMetricsF(look.font(type)).capHeight() / look.dpmm;
            QVERIFY2(cap >= (type == Type::Body || type == Type::Strong ? 7.3 : 4.8),
                qPrintable(QString::number(cap)));
        }
    }
    // Whatever five kinds a machine has.
    void notesNextToEachOtherDiffer()
    {
        for (std::size_t first = 0; first + 5 <= noteValues.size(); ++first) {
            QSet<QRgb> colours;
            for (std::size_t i = first; i < first + 5; ++i) {
                colours.insert(normalPalette().note(noteValues[i]).rgb());
            }
            QVERIFY2(colours.size() == 5, qPrintable(QString::number(noteValues[first])));
        }
    }

private:
    static constexpr std::array noteValues{1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000, 2'000, 5'000,
        10'000, 20'000, 50'000, 100'000, 200'000, 500'000, 1'000'000};
    void speak(bool german)
    {
        QCoreApplication::removeTranslator(&m_german);
        QCoreApplication::removeTranslator(&m_english);
        QCoreApplication::installTranslator(german ? &m_german : &m_english);
    }
    static void show(AtmWindow &window, const State &state, bool highContrast)
    {
        MachineFacts facts;
        facts.branch = u"Main branch"_s;
        facts.terminal = u"ATM-0001"_s;
        facts.nearestCash = u"Station Road 2, 300 m"_s;
        facts.helpPhone = u"0800 555 0100"_s;
        facts.mark = u"DEMO"_s;
        facts.clock = u"14:05"_s;
        window.setFacts(facts);
        window.showState(state);
        if (highContrast) {
            window.setHighContrast(true);
        }
        window.show();
    }
    static void showNamed(AtmWindow &window, const QString &name)
    {
        for (const NamedState &named : allScreens(Language::English)) {
            if (named.name == name) {
                show(window, named.state, false);
                return;
            }
        }
        QFAIL(qPrintable(name));
    }
    //! The texts of a screen, in reading order.
    static QStringList said(const QString &name, Language language)
    {
        QStringList texts;
        for (const NamedState &named : allScreens(language)) {
            if (named.name == name) {
                AtmWindow window(3.36);
                show(window, named.state, false);
                for (const QLabel *text : window.screen()->texts()) {
                    texts << text->text();
                }
            }
        }
        return texts;
    }
    static bool hasRing(AtmWindow &window, const AtmKey &key)
    {
        const QImage shown = window.grab().toImage();
        const QPoint left = key.mapTo(&window, QPoint(0, key.height() / 2));
        const QColor ring = (window.highContrast() ? highContrastPalette() : normalPalette()).ring;
        for (int x = std::max(0, left.x() - 12); x < left.x(); ++x) {
            if (shown.pixelColor(x, left.y()) == ring) {
                return true;
            }
        }
        return false;
    }
    static void collect(QAccessibleInterface *node, QStringList &tree)
    {
        if (!node) {
            return;
        }
        for (const auto text : {QAccessible::Name, QAccessible::Description, QAccessible::Value}) {
            tree << node->text(text);
        }
        for (int i = 0; i < node->childCount(); ++i) {
            collect(node->child(i), tree);
        }
    }
    static double luminance(const QColor &colour)
    {
        const auto part = [](double c) {
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF())
            + 0.0722 * part(colour.blueF());
    }
    static double contrast(const QColor &a, const QColor &b)
    {
        const auto [low, high] = std::minmax({luminance(a), luminance(b)});
        return (high + 0.05) / (low + 0.05);
    }
    //! With KONTOR_SCREENSHOTS set, each screen is written there as a picture.
    static void save(AtmWindow &window, const QString &name, bool german, bool highContrast)
    {
        const QString folder = qEnvironmentVariable("KONTOR_SCREENSHOTS");
        if (!folder.isEmpty()) {
            const QString suffix
                = (german ? u"-de"_s : QString()) + (highContrast ? u"-hc"_s : QString());
            QDir().mkpath(folder);
            window.grab().save(folder + u'/' + name + suffix + u".png"_s);
        }
    }

    QTranslator m_german;
    QTranslator m_english;
};

KONTOR_TEST(tst_Screens)
#include "tst_screens.moc"
