// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

namespace {

//! As if the server had ended before it could keep what it answered.
void forgetAnswers(const RunningServer &server)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"service"_s);
        database.setDatabaseName(server.directory() + u"/service.db"_s);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"DELETE FROM kept_answers"_s));
        QVERIFY(query.numRowsAffected() > 0);
    }
    QSqlDatabase::removeDatabase(u"service"_s);
}

} // namespace

class tst_PinChange : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    QByteArray m_card;

    HttpAnswer change(const QByteArray &from, const QByteArray &to, const QByteArray &key)
    {
        return m_server->post("/cards/" + m_card + "/pin",
            "{\"currentPin\":\"" + from + "\",\"newPin\":\"" + to + "\"}", {{"Idempotency-Key", key}});
    }
    bool takes(const QByteArray &pin)
    {
        return m_server->post("/cards/" + m_card + "/session",
            "{\"pin\":\"" + pin + "\",\"terminalId\":\"T1\"}").status == 200;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>();
        const auto account = m_server->post(
            "/accounts", R"({"ownerName":"Account holder","initialBalance":5})");
        m_card = m_server->post("/cards",
            "{\"accountId\":\"" + account.id() + "\",\"pin\":\"2580\"}").id();
    }
    void aChangeWhoseAnswerWasLostIsToldAgain()
    {
        QCOMPARE(change("2580", "8624", "k1").status, 204);
        QCOMPARE(m_server->stop(), 0);
        forgetAnswers(*m_server);
        QVERIFY(m_server->start());
        // The old PIN would be wrong by now, and three wrong ones block the card.
        for (int i = 0; i < 4; ++i) {
            const HttpAnswer again = change("2580", "8624", "k1");
            QCOMPARE(again.status, 204);
            QCOMPARE(again.header("Idempotency-Replayed"), "true");
        }
        QCOMPARE(change("2580", "9731", "k1").code(), u"key-reuse"_s);
        QVERIFY(takes("8624"));
        QVERIFY(!takes("2580"));
    }
    void whatWasChangedLaterDoesNotMatter()
    {
        QCOMPARE(change("2580", "8624", "k1").status, 204);
        QCOMPARE(change("8624", "9731", "k2").status, 204);
        QCOMPARE(m_server->stop(), 0);
        forgetAnswers(*m_server);
        QVERIFY(m_server->start());
        QCOMPARE(change("2580", "8624", "k1").status, 204);
        QVERIFY(takes("9731"));
    }
    // A refusal changes nothing: where it was lost, the PIN is looked at again.
    void aRefusalThatWasLostIsDecidedAgain()
    {
        QCOMPARE(change("1793", "8624", "k1").code(), u"pin-wrong"_s);
        QCOMPARE(m_server->stop(), 0);
        forgetAnswers(*m_server);
        QVERIFY(m_server->start());
        QCOMPARE(change("1793", "8624", "k1").code(), u"pin-wrong"_s);
        QVERIFY(takes("2580"));
    }
};

KONTOR_TEST(tst_PinChange)
#include "tst_pin_change.moc"
