// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestMain.h"
#include "torture/bank/BankCheck.h"

#include <QTest>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

// The judge is judged: it finds nothing in a bank where all went well, and each lie that is told
// it.

namespace {

const std::vector<QByteArray> accounts{"a", "b"};

//! A bank of two accounts with 100.00 each and three commands, one after the other.
struct SmallBank
{
    QJsonArray feed;
    History history;

    SmallBank();
    void event(const char *type, const char *key, int account, int version, QJsonObject payload);
    void moved(const char *type, const char *key, int account, int version, double amount,
        double after, const char *direction = "");
    Attempt &did(Act act, const char *key, int account, qint64 amount, std::vector<Sighting> seen);
    Findings judged() const
    {
        const Timeline timeline(feed, accounts);
        return BankCheck(history, timeline).run();
    }
    void replace(int item, const char *member, const QJsonValue &value)
    {
        QJsonObject object = feed[item].toObject();
        QJsonObject payload = object["payload"_L1].toObject();
        const QLatin1StringView name(member);
        (object.contains(name) ? object : payload)[name] = value;
        object["payload"_L1] = payload;
        feed[item] = object;
    }
};

void SmallBank::event(
    const char *type, const char *key, int account, int version, QJsonObject payload)
{
    feed.append(QJsonObject{{u"type"_s, QLatin1StringView(type)},
        {u"correlationId"_s, QLatin1StringView(key)},
        {u"aggregateId"_s, QLatin1StringView(accounts[std::size_t(account)])},
        {u"version"_s, version}, {u"position"_s, feed.size() + 1}, {u"payload"_s, payload}});
}

void SmallBank::moved(const char *type, const char *key, int account, int version, double amount,
    double after, const char *direction)
{
    const bool isOut = QByteArray(type) == "MoneyWithdrawn" || QByteArray(direction) == "out";
    event(type, key, account, version,
        {{u"amount"_s, amount}, {u"balanceBefore"_s, isOut ? after + amount : after - amount},
            {u"balanceAfter"_s, after}, {u"direction"_s, QLatin1StringView(direction)},
            {u"transferId"_s, QLatin1StringView(key)}});
}

Attempt &SmallBank::did(
    Act act, const char *key, int account, qint64 amount, std::vector<Sighting> seen)
{
    const qint64 tick = qint64(history.size()) * 10;
    Attempt attempt;
    attempt.act = act;
    attempt.key = key;
    attempt.account = account;
    attempt.other = 1 - account;
    attempt.amount = amount;
    attempt.invoked = tick + 1;
    attempt.completed = tick + 9;
    attempt.outcome = Outcome::Ok;
    attempt.answer = key;
    attempt.seen = std::move(seen);
    history.push_back(attempt);
    return history.back();
}

// Items of the feed: 0–3 openings, 4 deposit, 5 and 6 transfer, 7 withdrawal.
// Attempts: 0 deposit, 1 transfer, 2 withdrawal, 3 balance, 4 list, 5 refusal, 6 repetition, 7
// history.
SmallBank::SmallBank()
{
    for (int account : {0, 1}) {
        event("AccountCreatedDomainEvent", "open", account, 1, {});
        event("BalanceUpdated", "open", account, 1, {{u"amount"_s, 100}, {u"newBalance"_s, 100}});
    }
    moved("MoneyDeposited", "k1", 0, 2, 50, 150);
    moved("MoneyTransferred", "k2", 0, 3, 30, 120, "out");
    moved("MoneyTransferred", "k2", 1, 2, 30, 130, "in");
    moved("MoneyWithdrawn", "k3", 1, 3, 10, 120);
    did(Act::Deposit, "k1", 0, 5'000, {{0, 2, 15'000}});
    did(Act::Transfer, "k2", 0, 3'000, {{0, 3, 12'000}});
    did(Act::Withdraw, "k3", 1, 1'000, {{1, 3, 12'000}});
    did(Act::ReadBalance, "", 1, 0, {{1, 3, 12'000, 12'000}});
    did(Act::ReadList, "", 0, 0, {{0, 3, 12'000, 12'000}, {1, 3, 12'000, 12'000}});
    Attempt &refused = did(Act::Withdraw, "k4", 1, 12'001, {});
    refused.outcome = Outcome::Refused;
    refused.code = u"insufficient-funds"_s;
    did(Act::Transfer, "k2", 0, 3'000, {{0, 3, 12'000}});
    history.back().isReplayed = true;
    did(Act::ReadHistory, "", 1, 0, {{1, 1}, {1, 2, 13'000}, {1, 3, 12'000}}).reachesEnd = true;
    for (Sighting &seen : history.back().seen) {
        seen.balance = seen.version == 1 ? Sighting::noAmount : seen.balance;
    }
}

using Lie = void (*)(SmallBank &);

} // namespace

Q_DECLARE_METATYPE(Lie)

class tst_BankCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWentWellIsNotBlamed()
    {
        SmallBank bank;
        // Two at once may come in either order, and an unclear one may have happened or not.
        bank.history[2].outcome = Outcome::Unknown;
        bank.did(Act::Deposit, "k9", 0, 700, {}).outcome = Outcome::Unknown;
        for (const Finding &finding : bank.judged()) {
            QFAIL(qPrintable(QLatin1StringView(nameOf(finding.law)) + u": "_s + finding.what));
        }
    }
    void everyLieIsFound_data()
    {
        QTest::addColumn<Lie>("lie");
        QTest::addColumn<int>("law");
        const auto row
            = [](const char *name, Law law, Lie lie) { QTest::newRow(name) << lie << int(law); };
        row("a command is lost", Law::OncePerKey, [](SmallBank &b) { b.feed.removeLast(); });
        row("a command happens twice", Law::OncePerKey,
            [](SmallBank &b) { b.moved("MoneyWithdrawn", "k3", 1, 4, 10, 110); });
        row("an unclear command happens twice", Law::OncePerKey, [](SmallBank &b) {
            b.history[2].outcome = Outcome::Unknown;
            b.moved("MoneyWithdrawn", "k3", 1, 4, 10, 110);
        });
        row("what was refused has happened", Law::OncePerKey, [](SmallBank &b) {
            b.history[2].outcome = Outcome::Refused;
            b.history[2].code = u"insufficient-funds"_s;
        });
        row("another amount", Law::OncePerKey, [](SmallBank &b) { b.history[0].amount = 4'999; });
        row("to another account", Law::OncePerKey, [](SmallBank &b) { b.history[1].other = 0; });
        row("two answers", Law::SameAnswer, [](SmallBank &b) { b.history[6].answer = "other"; });
        row("money appears", Law::TrueAnswers,
            [](SmallBank &b) { b.replace(4, "balanceAfter", 151); });
        row("a half of a transfer is larger", Law::Conservation, [](SmallBank &b) {
            b.replace(6, "amount", 31);
            b.replace(6, "balanceAfter", 131);
        });
        row("a half of a transfer is missing", Law::Conservation,
            [](SmallBank &b) { b.feed.removeAt(6); });
        row("something between the halves", Law::Conservation,
            [](SmallBank &b) { b.replace(6, "position", 9); });
        row("spent what was not there", Law::Floor,
            [](SmallBank &b) { b.moved("MoneyWithdrawn", "k8", 0, 4, 121, -1); });
        row("a version is missing", Law::Gapless, [](SmallBank &b) { b.replace(7, "version", 4); });
        row("a position goes back", Law::Gapless,
            [](SmallBank &b) { b.replace(7, "position", 2); });
        row("later, but earlier in the log", Law::RealTimeOrder, [](SmallBank &b) {
            b.history[0].invoked = 30;
            b.history[0].completed = 40;
        });
        row("the answer shows another version", Law::TrueAnswers, [](SmallBank &b) {
            b.history[0].seen = {{0, 1, 10'000}};
        });
        row("the answer shows another balance", Law::TrueAnswers, [](SmallBank &b) {
            b.history[0].seen = {{0, 2, 15'001}};
        });
        row("a read is stale", Law::FreshReads, [](SmallBank &b) {
            b.history[3].seen = {{1, 2, 13'000, 13'000}};
        });
        row("a read sees the future", Law::FreshReads, [](SmallBank &b) {
            b.history[3].invoked = -9;
            b.history[3].completed = -1;
        });
        row("a read sees what never was", Law::FreshReads, [](SmallBank &b) {
            b.history[3].seen = {{1, 4, 12'000, 12'000}};
        });
        row("a read shows another balance", Law::TrueAnswers, [](SmallBank &b) {
            b.history[3].seen = {{1, 3, 12'001, 12'001}};
        });
        row("a list shows half a transfer", Law::Snapshot, [](SmallBank &b) {
            b.history[4].invoked = 12;
            b.history[4].completed = 13;
            b.history[4].seen = {{0, 3, 12'000, 12'000}, {1, 1, 10'000, 10'000}};
        });
        row("a list leaves out an account", Law::Snapshot,
            [](SmallBank &b) { b.history[4].seen.pop_back(); });
        row("refused, and there was enough", Law::TrueAnswers,
            [](SmallBank &b) { b.history[5].amount = 12'000; });
        row("refused for another reason", Law::TrueAnswers,
            [](SmallBank &b) { b.history[5].code = u"account-not-found"_s; });
        row("a history jumps", Law::Gapless,
            [](SmallBank &b) { b.history[7].seen.erase(b.history[7].seen.begin() + 1); });
        row("a history ends early", Law::FreshReads,
            [](SmallBank &b) { b.history[7].seen.pop_back(); });
    }
    void everyLieIsFound()
    {
        QFETCH(Lie, lie);
        QFETCH(int, law);
        SmallBank bank;
        lie(bank);
        const Findings findings = bank.judged();
        QVERIFY(std::any_of(findings.begin(), findings.end(),
            [law](const Finding &finding) { return int(finding.law) == law; }));
    }
};

KONTOR_TEST(tst_BankCheck)
#include "tst_bank_check.moc"
