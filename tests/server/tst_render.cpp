// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Render.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;

// What a state looks like on the wire, where that is not plain.
class tst_Render : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCardWithoutATryLeftIsBlocked()
    {
        domain::Card card;
        evolve(card, domain::CardIssued{AccountId{}, "4417"}, {});
        for (int attempt = 1; attempt <= domain::pinTries; ++attempt) {
            QVERIFY(!server::cardView(CardId{}, card).isBlocked);
            evolve(card, domain::PinAttempted{"T1"}, {});
        }
        QVERIFY(server::cardView(CardId{}, card).isBlocked);
        evolve(card, domain::PinVerified{"T1"}, {});
        QVERIFY(!server::cardView(CardId{}, card).isBlocked);
    }
};

KONTOR_TEST(tst_Render)
#include "tst_render.moc"
