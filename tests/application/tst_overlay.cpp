// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Overlay.h"
#include "support/Builders.h"
#include "support/ListLog.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::application;
using namespace kontor::domain;
using namespace kontor::testing;

class tst_Overlay : public QObject
{
    Q_OBJECT

    static ChangedStream changed(AccountId id, qint64 version, qint64 position)
    {
        Account account;
        account.balance = version * 100;
        return {StreamName::of(id), 1, version, position, std::make_shared<const State>(account)};
    }
    static CommittedBatch batch(std::vector<ChangedStream> streams, qint64 head)
    {
        CommittedBatch batch;
        batch.changed = std::move(streams);
        batch.head.position = head;
        return batch;
    }
    static qint64 versionIn(const Overlay &overlay, AccountId id)
    {
        const StoredStream *found = overlay.find(StreamName::of(id));
        return found ? found->version : 0;
    }

    static void viewsReach(Overlay &overlay, qint64 position)
    {
        overlay.viewsReached(position);
        while (overlay.forgetSome()) { }
    }

private Q_SLOTS:
    void theNewestStateIsFound()
    {
        Overlay overlay;
        QVERIFY(!overlay.find(StreamName::of(alice)));
        overlay.apply(batch({changed(alice, 1, 1)}, 1));
        overlay.apply(batch({changed(alice, 3, 4), changed(bob, 1, 3)}, 4));
        QCOMPARE(versionIn(overlay, alice), 3);
        QCOMPARE(versionIn(overlay, bob), 1);
        QCOMPARE(overlay.head().position, 4);
        QCOMPARE(overlay.size(), 2u);
    }
    void whatTheViewsHaveIsForgotten()
    {
        Overlay overlay;
        overlay.apply(batch({changed(alice, 1, 1)}, 1));
        overlay.apply(batch({changed(bob, 1, 2)}, 2));
        viewsReach(overlay, 1);
        QCOMPARE(versionIn(overlay, alice), 0);
        QCOMPARE(versionIn(overlay, bob), 1);
        viewsReach(overlay, 2);
        QCOMPARE(overlay.size(), 0u);
        QCOMPARE(overlay.head().position, 2);
    }
    void whatChangedSinceStays()
    {
        Overlay overlay;
        overlay.apply(batch({changed(alice, 1, 1)}, 1));
        overlay.apply(batch({changed(alice, 2, 2)}, 2));
        viewsReach(overlay, 1);
        QCOMPARE(versionIn(overlay, alice), 2);
        viewsReach(overlay, 2);
        QCOMPARE(overlay.size(), 0u);
    }
    // The streams of a batch come in any order; views pass batches as a whole.
    void aBatchIsForgottenAsAWhole()
    {
        Overlay overlay;
        overlay.apply(batch({changed(alice, 2, 4), changed(bob, 1, 3)}, 4));
        viewsReach(overlay, 3);
        QCOMPARE(versionIn(overlay, alice), 2);
        viewsReach(overlay, 4);
        QCOMPARE(overlay.size(), 0u);
    }
    // Whoever waits for the event loop must not wait for all that a second has brought.
    void muchIsForgottenALittleAtOnce()
    {
        Overlay overlay;
        const qint64 many = 1'000;
        for (qint64 n = 1; n <= many; ++n) {
            overlay.apply(batch({changed(accountNumbered(int(n)), 1, n)}, n));
        }
        overlay.viewsReached(many);
        QVERIFY(overlay.forgetSome());
        QVERIFY(overlay.size() > 900);
        QVERIFY(versionIn(overlay, accountNumbered(int(many))) > 0);
        while (overlay.forgetSome()) { }
        QCOMPARE(overlay.size(), 0u);
    }
    void viewsThatGoBackChangeNothing()
    {
        Overlay overlay;
        overlay.apply(batch({changed(alice, 1, 1)}, 1));
        overlay.apply(batch({changed(bob, 1, 2)}, 2));
        viewsReach(overlay, 0);
        QCOMPARE(overlay.size(), 2u);
        viewsReach(overlay, 9);
        viewsReach(overlay, 1);
        QCOMPARE(overlay.size(), 0u);
    }
};

KONTOR_TEST(tst_Overlay)
#include "tst_overlay.moc"
