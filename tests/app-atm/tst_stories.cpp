// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/AtmApp.h"
#include "app-atm/ModelServer.h"
#include "app-atm/demo/DevicePanel.h"
#include "app-atm/screens/ScreenFactory.h"
#include "support/ShortDisk.h"
#include "support/TestMain.h"

#include <QAccessible>
#include <QDir>
#include <QDirIterator>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::ModelServer;

//! The whole machine in process: session, devices, journal on disk, screens; only the network is a
//! model.
class tst_Stories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<ModelServer>();
        m_server->bank.balance = 500;
        m_server->bank.reserved = 20;
        switchOn();
    }
    void cleanup()
    {
        m_app.reset();
        m_server.reset();
        m_folder.reset();
    }
    void withdrawalFromCardToReceipt()
    {
        reach(u"take-card"_s);
        QCOMPARE(m_server->bank.available(), 310);
        m_app->reader().take();
        QTRY_COMPARE(screen(), u"take-cash"_s);
        m_app->dispenser().takeCash();
        QTRY_COMPARE(screen(), u"receipt"_s);
        QTRY_VERIFY(m_app->session().state().queue.empty());
        m_app->session().post(Choose{1});
        const QString slip = m_app->printer().lastSlip().join(u'\n');
        QVERIFY2(slip.contains(u"€170"_s) && slip.contains(u"€330.00"_s)
                && slip.contains(u"•••• 4417"_s), qPrintable(slip));
        QCOMPARE(m_server->bank.balance, 330);
        QCOMPARE(m_app->dispenser().contents().cassettes, (Notes{{50, 97}, {20, 99}, {10, 10}}));
        const QByteArray id = m_app->session().journalEntries().front().withdrawal->toString();
        QVERIFY(m_server->keys.front().endsWith("/pin"));
        QCOMPARE(m_server->keys.sliced(1),
            (QList<QByteArray>{"atm/" + id + "/authorise", "atm/" + id + "/complete"}));
        QVERIFY(m_app->session().elapse(Timer::Goodbye));
        QCOMPARE(screen(), u"attract"_s);
    }
    void pinLeavesNoTrace()
    {
        QAccessible::setActive(true);
        QString tree;
        m_app->reader().insert(ModelServer::card());
        QTRY_COMPARE(screen(), u"pin"_s);
        for (const int digit : {7, 3, 9, 1}) {
            m_app->pad().press(digit);
            collect(QAccessible::queryAccessibleInterface(&m_app->window()), tree);
        }
        m_app->session().post(Enter{});
        QTRY_COMPARE(screen(), u"menu"_s);
        collect(QAccessible::queryAccessibleInterface(&m_app->window()), tree);
        m_app->session().post(Choose{7});
        for (const QList<int> &digits : {QList{7, 3, 9, 1}, QList{8, 6, 4, 2}, QList{8, 6, 4, 2}}) {
            for (const int digit : digits) {
                m_app->pad().press(digit);
                collect(QAccessible::queryAccessibleInterface(&m_app->window()), tree);
            }
            m_app->session().post(Enter{});
        }
        QTRY_COMPARE(screen(), u"pin-changed"_s);
        QCOMPARE(m_server->pin, u"8642"_s);
        collect(QAccessible::queryAccessibleInterface(&m_app->window()), tree);
        QVERIFY(tree.size() > 200);
        QVERIFY(!tree.contains(u"7391"_s) && !tree.contains(u"8642"_s));
        QVERIFY(m_app->pad().takePin().reveal().isEmpty());
        int files = 0;
        for (QDirIterator it(m_folder->path(), QDir::Files); it.hasNext(); ++files) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY(!content.contains("7391") && !content.contains("8642"));
        }
        QVERIFY(files >= 2);
    }
    //! The program ends at each screen of a withdrawal and starts again on the same folder.
    void restartSettlesWhatWasOpen_data()
    {
        QTest::addColumn<QString>("screen");
        QTest::addColumn<bool>("takesInTheDark");
        QTest::addColumn<int>("balance");
        QTest::newRow("card at the slot") << u"take-card"_s << false << 500;
        QTest::newRow("cash at the shutter") << u"take-cash"_s << false << 500;
        QTest::newRow("cash taken in the dark") << u"take-cash"_s << true << 330;
        QTest::newRow("cash taken") << u"receipt"_s << false << 330;
    }
    void restartSettlesWhatWasOpen()
    {
        QFETCH(QString, screen);
        QFETCH(bool, takesInTheDark);
        QFETCH(int, balance);
        reach(screen);
        m_app.reset();
        if (takesInTheDark) {
            takeInTheDark();
        }
        switchOn();
        QTRY_COMPARE(this->screen(), u"attract"_s);
        QCOMPARE(m_server->bank.balance, balance);
        QCOMPARE(m_server->bank.heldNow(), 0);
        QVERIFY(m_app->dispenser().isBalanced());
        QTRY_VERIFY(m_app->dispenser().contents().stacker.empty());
        QVERIFY(canPayCash(m_app->session().state()));
    }
    void completionIsSentWhenTheLineIsBack()
    {
        reach(u"take-cash"_s);
        m_app->line().setState(LineState::LosesRequests);
        m_app->dispenser().takeCash();
        QTRY_COMPARE(screen(), u"receipt"_s);
        m_app->session().post(Choose{2});
        m_app->session().elapse(Timer::Goodbye);
        QCOMPARE(screen(), u"out-of-service"_s);
        m_app->line().setState(LineState::Good);
        m_app->session().elapse(Timer::SendAgain);
        QTRY_COMPARE(screen(), u"attract"_s);
        QCOMPARE(m_server->bank.balance, 330);
    }
    void alteredJournalStopsTheMachine()
    {
        reach(u"receipt"_s);
        m_app.reset();
        QFile journal(m_folder->filePath(u"journal.jsonl"_s));
        QVERIFY(journal.open(QIODevice::ReadWrite));
        QByteArray content = journal.readAll();
        content.replace("\"amount\":170", "\"amount\":180");
        journal.seek(0);
        journal.write(content);
        journal.close();
        const qsizetype before = m_server->requests.size();
        switchOn();
        QCOMPARE(screen(), u"out-of-service"_s);
        QCOMPARE(outOfServiceReason(m_app->session().state()), OutOfServiceReason::SafetyStop);
        QVERIFY(!m_app->reader().insert(ModelServer::card()));
        QTest::qWait(20);
        QCOMPARE(m_server->requests.size(), before);
    }
    //! The chain fits as far as it goes; the dispenser knows that there was more.
    void cutJournalStopsTheMachine()
    {
        reach(u"receipt"_s);
        m_app.reset();
        QFile journal(m_folder->filePath(u"journal.jsonl"_s));
        QVERIFY(journal.open(QIODevice::ReadWrite));
        journal.resize(0);
        journal.close();
        switchOn();
        QCOMPARE(screen(), u"out-of-service"_s);
        QCOMPARE(outOfServiceReason(m_app->session().state()), OutOfServiceReason::SafetyStop);
        QVERIFY(m_app->session().journalEntries().empty());
    }
    //! Whose words the receipt has, its date and its figures are written for, too; and it is that of the
    //! bank's clock.
    void lateReceiptIsInTheCustomersLanguage()
    {
        reach(u"take-cash"_s);
        m_app->session().post(LanguageKey{});
        m_app->session().post(Choose{2});
        m_app->line().setState(LineState::LosesRequests);
        m_app->dispenser().takeCash();
        QTRY_COMPARE(screen(), u"receipt"_s);
        m_app->session().post(Choose{1});
        QVERIFY(m_app->printer().lastSlip().isEmpty());
        m_app->session().elapse(Timer::Goodbye);
        const QString slip = m_app->printer().lastSlip().join(u'\n');
        QVERIFY2(slip.contains(u"170\u00A0€"_s) && !slip.contains(u"€170"_s), qPrintable(slip));
        QVERIFY2(slip.contains(u"1. Januar 2030"_s) || slip.contains(u"31. Dezember 2029"_s),
            qPrintable(slip));
    }
    void answerAboutAnotherWithdrawalIsNone()
    {
        m_server->mixedUp = WithdrawalId{Uuid::nameBased({}, "another")};
        typePin({7, 3, 9, 1});
        QTRY_COMPARE(screen(), u"menu"_s);
        m_app->session().post(Choose{2});
        QTRY_VERIFY(m_app->session().state().visit->payout->unanswered);
        QCOMPARE(screen(), u"working"_s);
        m_server->mixedUp.reset();
        QVERIFY(m_app->session().elapse(Timer::AuthoriseAgain));
        QTRY_COMPARE(screen(), u"take-card"_s);
        m_app->reader().take();
        QTRY_COMPARE(screen(), u"take-cash"_s);
        m_server->mixedUp = WithdrawalId{Uuid::nameBased({}, "another")};
        m_app->dispenser().takeCash();
        QTRY_COMPARE(screen(), u"receipt"_s);
        QTRY_VERIFY(!m_app->session().state().sendingOutcome);
        QCOMPARE(m_app->session().state().queue.size(), 1u);
    }
    void whoDoesNotKnowTheFunctionHasRefusedNothing()
    {
        m_server->adviceRefusal = api::ProblemCode::NotFound;
        reach(u"receipt"_s);
        QTRY_VERIFY(!m_app->session().state().sendingOutcome);
        QCOMPARE(m_app->session().state().queue.size(), 1u);
        m_server->adviceRefusal.reset();
        QVERIFY(m_app->session().elapse(Timer::SendAgain));
        QTRY_VERIFY(m_app->session().state().queue.empty());
        QCOMPARE(m_server->bank.balance, 330);
    }
    void slipThatCannotBePrintedIsNotOffered()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"slips.txt"_s));
        reach(u"receipt"_s);
        QTRY_VERIFY(m_app->session().state().queue.empty());
        m_app->session().post(Choose{1});
        QVERIFY(m_app->printer().lastSlip().isEmpty());
        QTRY_VERIFY(!m_app->session().state().devices.printerReady);
        QVERIFY(!m_app->window().screen()->spoken().contains(u"Take your receipt"_s));
    }
    void slipsAreNobodyElsesToRead()
    {
        reach(u"receipt"_s);
        m_app->session().post(Choose{1});
        QTRY_VERIFY(!m_app->printer().lastSlip().isEmpty());
        const auto others = QFile::ReadGroup | QFile::ReadOther;
        QCOMPARE(QFile::permissions(m_folder->filePath(u"slips.txt"_s)) & others, 0);
    }
    //! A key that only moves the ring, or says everything again, is a key.
    void whoGoesFromKeyToKeyIsThere()
    {
        typePin({7, 3, 9, 1});
        QTRY_COMPARE(screen(), u"menu"_s);
        std::vector<Timer> started;
        connect(&m_app->session(), &AtmSession::carriedOut, this, [&](const Effect &effect) {
            if (const auto *timer = std::get_if<StartTimer>(&effect)) {
                started.push_back(timer->timer);
            }
        });
        for (const auto key : {Qt::Key_Down, Qt::Key_Asterisk, Qt::Key_Tab}) {
            started.clear();
            QTest::keyClick(&m_app->window(), key);
            QVERIFY(std::ranges::count(started, Timer::Quiet) > 0);
        }
        QCOMPARE(screen(), u"menu"_s);
    }
    void lastWrongPinKeepsTheCard()
    {
        m_server->triesLeft = 1;
        typePin({0, 0, 0, 0});
        QTRY_COMPARE(screen(), u"problem"_s);
        QCOMPARE(m_app->reader().retainedCards(), 1);
        QVERIFY(m_app->reader().hasKept()); // and the panel does not give it to its owner
    }
    void twoMachinesDoNotShareAJournal()
    {
        AtmApp second(options(), *m_server);
        QVERIFY(second.build().has_value());
    }
    void aFullDiskAtTheStartIsWaitedFor()
    {
        m_app.reset();
        const QString path = m_folder->filePath(u"dispenser.json"_s);
        const auto memory = [&path] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = memory();
        QVERIFY(!before.isEmpty());
        {
            const kontor::testing::ShortDisk full(0);
            switchOn();
            QCOMPARE(screen(), u"out-of-service"_s);
            QCOMPARE(outOfServiceReason(m_app->session().state()), OutOfServiceReason::NoRoom);
            QVERIFY(!m_app->reader().insert(ModelServer::card()));
            QCOMPARE(memory(), before);
        }
        reach(u"receipt"_s);
    }
    void devicePanelFollowsLanguageAndState()
    {
        DevicePanel panel(*m_app);
        panel.show();
        const auto enabled = [&panel](const QString &text) {
            for (const QPushButton *button : panel.findChildren<QPushButton *>()) {
                if (button->text().remove(u'&') == text) {
                    return button->isEnabled() ? 1 : 0;
                }
            }
            return -1;
        };
        QCOMPARE(enabled(u"Insert"_s), 1);
        QCOMPARE(enabled(u"Take card"_s), 0);
        reach(u"take-card"_s);
        QCOMPARE(enabled(u"Take card"_s), 1);
        m_app->session().post(LanguageKey{});
        m_app->session().post(Choose{2});
        QTRY_COMPARE(enabled(u"Karte nehmen"_s), 1);
        QCOMPARE(enabled(u"Take card"_s), -1);
        QTest::qWait(50); // laid out anew
        QCOMPARE(cutButtons(panel), QStringList());
        m_app->headphones().plug(true);
        m_app->printer().setPaper(false);
        QTest::qWait(50);
        QCOMPARE(cutButtons(panel), QStringList());
        const QRect before = buttonOf(panel, u"Stau beim Ausgeben"_s)->geometry();
        buttonOf(panel, u"Stau beim Ausgeben"_s)->click();
        QTest::qWait(50);
        QCOMPARE(buttonOf(panel, u"Stau beim Ausgeben"_s)->geometry(), before);
        QStringList words;
        for (const QLabel *label : panel.findChildren<QLabel *>()) {
            words << label->text();
        }
        const QString all = words.join(u' ');
        QVERIFY2(all.contains(u"Stau beim Ausgeben"_s) && !all.contains(u"jam"_s), qPrintable(all));
        QVERIFY2(all.contains(u"Journal: 4 gezählt"_s), qPrintable(all));
        QTest::qWait(100);
        m_app->headphones().say(
            u"Nehmen Sie Ihre Karte, auf der rechten Seite. Danach kommt das Geld. Und noch viel mehr."_s,
            {});
        QTRY_COMPARE(cutLabels(panel), QStringList());
        m_app->headphones().say(u"Und es gibt noch sehr viel mehr zu sagen. "_s.repeated(9), {});
        QTRY_COMPARE(cutLabels(panel), QStringList());
        const QString folder = qEnvironmentVariable("KONTOR_SCREENSHOTS");
        if (!folder.isEmpty()) {
            m_app->printer().setPaper(true);
            panel.grab().save(folder + u"/device-panel.png"_s);
            m_app->reader().take();
            QTRY_COMPARE(screen(), u"take-cash"_s);
            panel.grab().save(folder + u"/device-panel-cash.png"_s);
            m_app->dispenser().takeCash();
            QTRY_COMPARE(screen(), u"receipt"_s);
            m_app->session().post(Choose{1});
            QTRY_VERIFY(!m_app->printer().lastSlip().isEmpty());
            QTest::qWait(50);
            panel.adjustSize();
            panel.grab().save(folder + u"/device-panel-slip.png"_s);
        }
    }

private:
    static QPushButton *buttonOf(const DevicePanel &panel, const QString &text)
    {
        for (QPushButton *button : panel.findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == text) {
                return button;
            }
        }
        return nullptr;
    }
    static QStringList cutButtons(const DevicePanel &panel)
    {
        QStringList cut;
        for (const QPushButton *button : panel.findChildren<QPushButton *>()) {
            const QString text = button->text().remove(u'&');
            if (button->fontMetrics().horizontalAdvance(text) > button->width() - 12) {
                cut << text;
            }
        }
        return cut;
    }
    static QStringList cutLabels(const DevicePanel &panel)
    {
        QStringList cut;
        for (const QLabel *label : panel.findChildren<QLabel *>()) {
            if (label->isVisible() && label->wordWrap() && !label->text().isEmpty()
                && label->height() < label->heightForWidth(label->width())) {
                cut << label->text();
            }
        }
        return cut;
    }
    AtmOptions options() const
    {
        AtmOptions options;
        options.dataFolder = m_folder->path();
        options.script = u"in process"_s; // devices without waiting times
        return options;
    }
    void switchOn()
    {
        m_app = std::make_unique<AtmApp>(options(), *m_server);
        QCOMPARE(m_app->build(), std::nullopt);
        m_app->window().show();
        m_app->start();
    }
    QString screen() { return screenName(m_app->session().state()); }
    void typePin(const QList<int> &digits)
    {
        QTRY_COMPARE(screen(), u"attract"_s);
        QVERIFY(m_app->reader().insert(ModelServer::card()));
        QTRY_VERIFY(m_app->pad().isEnabled());
        for (const int digit : digits) {
            m_app->pad().press(digit);
        }
        m_app->session().post(Enter{});
    }
    //! Withdraws 170 up to that screen.
    void reach(const QString &target)
    {
        typePin({7, 3, 9, 1});
        QTRY_COMPARE(screen(), u"menu"_s);
        m_app->session().post(Choose{5});
        for (const int digit : {1, 7, 0}) {
            m_app->session().post(Digit{digit});
        }
        m_app->session().post(Enter{});
        m_app->session().post(Enter{});
        QTRY_COMPARE(screen(), u"take-card"_s);
        if (target == u"take-card"_s) {
            return;
        }
        m_app->reader().take();
        QTRY_COMPARE(screen(), u"take-cash"_s);
        if (target == u"receipt"_s) {
            m_app->dispenser().takeCash();
            QTRY_COMPARE(screen(), u"receipt"_s);
        }
    }
    void takeInTheDark()
    {
        SimulatedDispenser metal(
            m_folder->filePath(u"dispenser.json"_s), {}, std::chrono::milliseconds(0));
        QVERIFY(metal.takeCash());
    }
    static void collect(QAccessibleInterface *node, QString &tree)
    {
        if (!node) {
            return;
        }
        for (const auto text : {QAccessible::Name, QAccessible::Description, QAccessible::Value}) {
            tree += node->text(text);
        }
        for (int i = 0; i < node->childCount(); ++i) {
            collect(node->child(i), tree);
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ModelServer> m_server;
    std::unique_ptr<AtmApp> m_app;
};

KONTOR_TEST(tst_Stories)
#include "tst_stories.moc"
