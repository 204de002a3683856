// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/RealMachine.h"

#include "app-atm/screens/ScreenFactory.h"

#include <QTest>

namespace kontor::testing {

using namespace kontor::atm;

RealMachine::RealMachine() : proxy(server.port())
{
    const HttpAnswer opened = server.post(
        "/api/v1/accounts", R"({"ownerName":"Carla Weber","initialBalance":500})");
    m_account = opened.json()["id"_L1].toString().toLatin1();
    const HttpAnswer issued = server.post(
        "/api/v1/cards", R"({"accountId":")" + m_account + R"(","pin":"7391"})");
    m_card = CardId::parse(issued.json()["id"_L1].toString().toLatin1()).value_or(CardId{});
    start();
}

void RealMachine::start()
{
    AtmOptions options;
    options.dataFolder = m_folder.path();
    options.script = u"in process"_s; // devices without waiting times
    m_transport = std::make_unique<client::HttpTransport>(QUrl(proxy.url()));
    m_app = std::make_unique<AtmApp>(options, *m_transport);
    QCOMPARE(m_app->build(), std::nullopt);
    m_app->window().show();
    m_app->start();
}

void RealMachine::restartProgram()
{
    m_app.reset();
    start();
}

void RealMachine::restartServer()
{
    server.kill();
    QVERIFY(server.start());
    proxy.setServer(server.port());
}

QString RealMachine::screen() const
{
    return screenName(m_app->session().state());
}

void RealMachine::enterPin(const QList<int> &digits)
{
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"attract"_s, 30'000);
    QVERIFY(m_app->reader().insert(m_card));
    typePin(digits);
}

void RealMachine::typePin(const QList<int> &digits)
{
    QTRY_VERIFY(m_app->pad().isEnabled());
    for (const int digit : digits) {
        m_app->pad().press(digit);
    }
    m_app->session().post(Enter{});
}

void RealMachine::ask(int amount)
{
    QTRY_COMPARE_WITH_TIMEOUT(screen(), u"menu"_s, 30'000);
    m_app->session().post(Choose{5});
    for (const QChar digit : QString::number(amount)) {
        m_app->session().post(Digit{digit.digitValue()});
    }
    m_app->session().post(Enter{});
    m_app->session().post(Enter{});
}

QStringList RealMachine::books() const
{
    const HttpAnswer answer = server.get("/api/v1/accounts/" + m_account + "/balance");
    return {QString::fromLatin1(answer.number("balance")),
        QString::fromLatin1(answer.number("available"))};
}

QStringList RealMachine::history() const
{
    QStringList types;
    const HttpAnswer answer = server.get("/api/v1/accounts/" + m_account + "/history?limit=100");
    for (const auto &event : answer.json()["items"_L1].toArray()) {
        types << event.toObject()["type"_L1].toString();
    }
    return types.sliced(1);
}

} // namespace kontor::testing
