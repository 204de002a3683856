// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/LoopbackServer.h"
#include "app-atm/demo/DemoCards.h"
#include "app-atm/session/Journal.h"
#include "support/TestMain.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::LoopbackServer;
using kontor::testing::ModelServer;

//! The real program, driven by device scripts, against a model of the bank on a loopback port.
class tst_Program : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_diskIsFull = false;
        m_folder = std::make_unique<QTemporaryDir>();
        m_model = std::make_unique<ModelServer>();
        m_model->bank.balance = 500;
        m_model->bank.reserved = 20;
        m_server = std::make_unique<LoopbackServer>(*m_model);
        writeCard(u"Carla"_s);
    }
    //! With the first card of the demo branch (server/demo), for which the script is written.
    void withdrawalIsToldInOrder()
    {
        m_model->pin = u"2580"_s;
        writeCard(u"Carla Weber"_s);
        QFile script(QStringLiteral(KONTOR_SOURCE_DIR "/app-atm/demo/scripts/withdrawal.script"));
        QVERIFY(script.open(QIODevice::ReadOnly));
        QVERIFY2(run(script.readAll()) == 0, m_transcript.constData());
        QCOMPARE(m_model->bank.balance, 330);
        qsizetype at = 0;
        for (const char *event : {"card-inserted", "\"intent\"", "\"authorised\"", "cash-staged",
                 "card-returned", "card-taken", "\"present\"", "cash-presented", "cash-taken",
                 "\"taken\"", "\"outcome\"", "slip-line"}) {
            const qsizetype next = m_transcript.indexOf(event, at);
            QVERIFY2(next >= at, event);
            at = next;
        }
        QVERIFY(m_transcript.contains("€330.00"));
        QVERIFY(!m_transcript.contains(m_model->pin.toUtf8()));
    }
    //! A machine pays in the currency that it is loaded with, and in no other.
    void itPaysInItsOwnCurrency()
    {
        m_model->currency = *Currency::fromCode("BRL");
        const QByteArray visit
            = "expect screen attract\ninsert Carla\npin 7391\nexpect screen menu\n"
              "choose 1\n";
        QCOMPARE(run(visit + "expect screen menu\nquit\n"), 0);
        const QByteArray takesAll = "expect screen take-card\ntake card\nexpect screen take-cash\n"
                                    "take cash\nexpect screen receipt\nchoose 1\n"
                                    "expect screen goodbye\nexpect queue 0\nquit\n";
        QVERIFY2(run(visit + takesAll, {u"--currency"_s, u"BRL"_s}) == 0, m_transcript.constData());
        QCOMPARE(m_model->bank.balance, 480);
        QVERIFY2(m_transcript.contains("BRL\u00A0480.00"), m_transcript.constData());
    }
    //! Notes of 10 000 are notes like others, and so much may be typed.
    void itPaysYen()
    {
        m_model->currency = *Currency::fromCode("JPY");
        m_model->bank.balance = 250'000;
        const QByteArray visit = "expect screen attract\ninsert Carla\npin 7391\n"
                                 "expect screen menu\nchoose 5\namount 73000\n"
                                 "expect screen notes\nchoose 1\n"
                                 "expect screen take-card\ntake card\nexpect screen take-cash\n"
                                 "take cash\nexpect screen receipt\nchoose 1\n"
                                 "expect screen goodbye\nexpect queue 0\nquit\n";
        QVERIFY2(
            run(visit, {u"--currency"_s, u"JPY"_s, u"--cassettes"_s, u"10000x90,5000x90,1000x90"_s})
                == 0,
            m_transcript.constData());
        QCOMPARE(m_model->bank.balance, 177'000);
        QVERIFY2(m_transcript.contains("JPY\u00A0177,000"), m_transcript.constData());
    }
    //! Power goes at each step; the next start settles it and the books agree.
    void powerCutIsSettledAtTheNextStart_data()
    {
        QTest::addColumn<QByteArray>("story");
        QTest::addColumn<int>("balance");
        const QByteArray upToCard = "insert Carla\npin 7391\nchoose 1\nexpect screen take-card\n";
        QTest::newRow("at the menu")
            << QByteArray("insert Carla\npin 7391\nexpect screen menu\n") << 500;
        QTest::newRow("after the request") << QByteArray(
            "insert Carla\npin 7391\nexpect screen menu\nline loses-answers\nchoose 1\n"
            "expect screen working\n") << 500;
        QTest::newRow("card at the slot") << upToCard << 500;
        QTest::newRow("cash at the shutter") << upToCard + "take card\nexpect screen take-cash\n"
                                             << 500;
        QTest::newRow("cash taken") << upToCard + "take card\nline loses-requests\ntake cash\n"
                                                  "expect screen receipt\n" << 480;
    }
    void powerCutIsSettledAtTheNextStart()
    {
        QFETCH(QByteArray, story);
        QFETCH(int, balance);
        QCOMPARE(run("expect screen attract\n" + story + "cut power\n"), 9);
        QVERIFY(m_transcript.endsWith("{\"event\":\"power-cut\"}\n"));
        QVERIFY2(
            run("expect screen attract\nexpect queue 0\nquit\n") == 0, m_transcript.constData());
        QCOMPARE(m_model->bank.balance, balance);
        QCOMPARE(m_model->bank.heldNow(), 0);
    }
    //! What is settled is put away at a start, and the machine goes on.
    void aLongJournalBeginsAnew_data()
    {
        QTest::addColumn<bool>("isOpen");
        QTest::newRow("settled") << false;
        QTest::newRow("an outcome is due") << true;
    }
    void aLongJournalBeginsAnew()
    {
        QFETCH(bool, isOpen);
        const QDir data(m_folder->filePath(u"data"_s));
        const QString path = data.filePath(u"journal.jsonl"_s);
        const WithdrawalId id{Uuid::nameBased({}, "w")};
        {
            auto journal = Journal::open(path);
            QVERIFY(bool(journal));
            JournalEntry entry;
            entry.withdrawal = id;
            for (int i = 0; i < 5'000; ++i) {
                entry.step = i % 2 == 0 ? JournalStep::Intent : JournalStep::Refused;
                if (i == 4'999 && isOpen) {
                    entry.step = JournalStep::Outcome;
                    entry.outcome = OutcomeKind::Void;
                    entry.reason = u"jam"_s;
                }
                QVERIFY(bool(journal->append(entry, Timestamp{i})));
            }
        }
        QVERIFY2(run("expect screen attract\nexpect queue 0\nquit\n") == 0,
            m_transcript.constData());
        const QStringList earlier = data.entryList({u"journal-*.jsonl"_s});
        QCOMPARE(earlier.size(), isOpen ? 0 : 1);
        QCOMPARE(Journal::open(path)->entries().size(), isOpen ? 5'001u : 1u);
        const QByteArray visit = "insert Carla\npin 7391\nchoose 1\nexpect screen take-card\n"
                                 "take card\nexpect screen take-cash\ntake cash\n"
                                 "expect queue 0\nquit\n";
        QVERIFY2(run("expect screen attract\n" + visit) == 0, m_transcript.constData());
        QCOMPARE(m_model->bank.balance, 480);
        QVERIFY2(run("expect screen attract\nquit\n") == 0, m_transcript.constData());
        // The next start had nothing open.
        QCOMPARE(data.entryList({u"journal-*.jsonl"_s}).size(), 1);
    }
    //! Whoever was killed holds the folder no more, also where nothing can be written.
    void aFullDiskIsNotAnotherMachine()
    {
        QCOMPARE(run("expect screen attract\ncut power\n"), 9);
        m_diskIsFull = true;
        QVERIFY2(run("expect screen out-of-service\nwait 100\nexpect screen out-of-service\nquit\n")
                == 0,
            m_transcript.constData());
        QVERIFY2(!m_transcript.contains("Another machine"), m_transcript.constData());
    }
    void scriptThatCannotGoOnEndsWithOne()
    {
        QCOMPARE(run("take everything\n"), 1);
        QVERIFY(m_transcript.contains("not possible"));
        QCOMPARE(run("insert nobody\n"), 1);
    }
    void wrongOptionsAreToldInASentence_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("cassettes") << QStringList{u"--cassettes"_s, u"50"_s};
        QTest::newRow("no such note") << QStringList{u"--cassettes"_s, u"1000001x1"_s};
        QTest::newRow("server") << QStringList{u"--server"_s, u"nowhere"_s};
        QTest::newRow("scale") << QStringList{u"--dpmm"_s, u"0"_s};
        QTest::newRow("language") << QStringList{u"--language"_s, u"xx"_s};
        QTest::newRow("currency") << QStringList{u"--currency"_s, u"reais"_s};
        QTest::newRow("not of the web") << QStringList{u"--server"_s, u"ftp://127.0.0.1"_s};
        QTest::newRow("unknown") << QStringList{u"--cassette"_s, u"50x1"_s};
        QTest::newRow("of no option") << QStringList{u"http://127.0.0.1:8080"_s};
        QTest::newRow("folder") << QStringList{u"--data"_s, u"/proc/self"_s};
    }
    void wrongOptionsAreToldInASentence()
    {
        QFETCH(QStringList, options);
        QProcess program;
        program.start(path(), options);
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 2);
        // Qt may have said something about its own surroundings before.
        const QByteArray said = program.readAllStandardError();
        QVERIFY(said.contains("kontor-atm: "));
        QVERIFY2(!said.contains("Another machine"), said.constData());
    }
    void whatWouldFitIsSaid()
    {
        for (const auto &cassettes : {u"1000001x1"_s, u"50x3001"_s}) {
            QProcess program;
            program.start(path(), {u"--cassettes"_s, cassettes});
            QVERIFY(program.waitForFinished());
            const QByteArray said = program.readAllStandardError();
            QVERIFY2(said.contains("notes of 1 to 1000000, and 0 to 3000 of each"),
                said.constData());
        }
    }

private:
    static QString path() { return QStringLiteral(KONTOR_BIN_DIR "/kontor-atm"); }
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void writeCard(const QString &label)
    {
        const atm::DemoCard card{QString::fromLatin1(ModelServer::card().toString()), label,
            m_model->pin};
        write(u"cards.json"_s, "[" + toJson(card) + "]");
    }
    //! The exit code; the loopback server is served meanwhile.
    int run(const QByteArray &script, const QStringList &more = {})
    {
        write(u"visit.script"_s, script);
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        const QStringList usual{u"--server"_s, m_server->url(), u"--data"_s,
            m_folder->filePath(u"data"_s), u"--cards"_s, m_folder->filePath(u"cards.json"_s),
            u"--script"_s, m_folder->filePath(u"visit.script"_s)};
        if (m_diskIsFull) {
            program.setChildProcessModifier([] {
                constexpr rlimit nothing{0, 0};
                std::signal(SIGXFSZ, SIG_IGN);
                ::setrlimit(RLIMIT_FSIZE, &nothing);
            });
        }
        program.start(path(), usual + more);
        const bool ended = QTest::qWaitFor(
            [&program] { return program.state() == QProcess::NotRunning; }, 30'000);
        m_transcript = program.readAll();
        return ended ? program.exitCode() : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ModelServer> m_model;
    std::unique_ptr<LoopbackServer> m_server;
    QByteArray m_transcript;
    bool m_diskIsFull = false;
};

KONTOR_TEST(tst_Program)
#include "tst_program.moc"
