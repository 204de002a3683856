// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/DeliveryStoreContract.h"
#include "storage/service/SqliteDeliveryStore.h"
#include "support/TestMain.h"

#include <QTemporaryDir>

using namespace kontor;
using namespace kontor::testing;

class tst_SqliteDeliveryStore : public DeliveryStoreContract
{
    Q_OBJECT

protected:
    std::unique_ptr<application::DeliveryStore> makeStore() override
    {
        m_directory = std::make_unique<QTemporaryDir>();
        return open();
    }

private:
    std::unique_ptr<application::DeliveryStore> open()
    {
        auto service = storage::ServiceDb::open(m_directory->path());
        return service ? std::make_unique<storage::SqliteDeliveryStore>(std::move(*service))
                       : nullptr;
    }
    std::unique_ptr<QTemporaryDir> m_directory;

private Q_SLOTS:
    void everythingIsThereAfterOpeningAgain()
    {
        {
            const auto store = makeStore();
            QVERIFY(store->put(endpoint(1)));
            QVERIFY(store->apply(changes({delivery(1), delivery(2, 1, State::Parked)})));
        }
        const auto store = open();
        QCOMPARE(store->endpoints().size(), std::size_t(1));
        QCOMPARE(store->waiting().size(), std::size_t(1));
        QCOMPARE(positions(store->list({{}, State::Parked, 0, 10})), std::vector{2});
    }
};

KONTOR_TEST(tst_SqliteDeliveryStore)
#include "tst_sqlite_delivery_store.moc"
