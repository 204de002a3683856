// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/SampleBank.h"
#include "app-teller/flows/MoneyFlow.h"
#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::teller;
using kontor::testing::SampleBank;
using kontor::testing::StillClock;

//! What is typed while answers are on their way, and figures that are not the balance.
class tst_MoneyEntry : public QObject
{
    Q_OBJECT

    StillClock m_clock{*Timestamp::parse("2026-03-02T10:42:00Z")};
    SeededRandom m_random{3};
    std::unique_ptr<SampleBank> m_bank;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<Session> m_session;
    const QString m_carla = u"0004417-2"_s;
    const QString m_chidi = u"0004420-6"_s;

    std::unique_ptr<MoneyFlow> makeFlow(MoneyKind kind) const
    {
        return std::make_unique<MoneyFlow>(*m_session, kind, *m_bank->find(m_carla));
    }

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_bank = std::make_unique<SampleBank>(m_clock);
        m_files = std::make_unique<QTemporaryDir>();
        m_session = std::make_unique<Session>(Session::Parts{m_bank->connectTo(),
                                                  QUrl(u"http://127.0.0.1:1"_s), m_bank->info,
                                                  u"tina"_s, m_files->path(), {}, {}},
            m_clock, m_random);
    }
    void cleanup()
    {
        m_session.reset();
        m_bank.reset();
    }

    //! Money must not go to the account that was typed before.
    void aLateAnswerChoosesNoReceiver()
    {
        const auto flow = makeFlow(MoneyKind::Transfer);
        m_bank->setLine(SampleBank::Line::Silent);
        flow->enter({u"20"_s, m_chidi, {}});
        QTest::qWait(200); // by now it is asked for
        flow->enter({u"20"_s, m_carla, {}});
        m_bank->setLine(SampleBank::Line::Good);
        QTRY_VERIFY(flow->target());
        QCOMPARE(flow->target()->accountNumber, m_carla);
    }
    //! What is held is in the balance, and cannot be paid out.
    void whatIsHeldIsNotAvailable()
    {
        m_bank->find(m_carla)->available = Decimal(100'00, 2);
        for (const MoneyKind kind : {MoneyKind::Withdrawal, MoneyKind::Transfer}) {
            const auto flow = makeFlow(kind);
            flow->enter({u"100.01"_s, {}, {}});
            QVERIFY(!flow->problems().empty());
            QCOMPARE(flow->problems().back().text,
                u"The account has 100.00\u00A0EUR available. Enter 100.00\u00A0EUR or less."_s);
        }
        const auto deposit = makeFlow(MoneyKind::Deposit);
        deposit->enter({u"100.01"_s, {}, {}});
        QVERIFY(deposit->problems().empty());
    }
};

KONTOR_TEST(tst_MoneyEntry)
#include "tst_moneyentry.moc"
