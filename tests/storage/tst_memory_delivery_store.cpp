// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/DeliveryStoreContract.h"
#include "support/MemoryDeliveryStore.h"
#include "support/TestMain.h"

using namespace kontor;
using namespace kontor::testing;

class tst_MemoryDeliveryStore : public DeliveryStoreContract
{
    Q_OBJECT

protected:
    std::unique_ptr<application::DeliveryStore> makeStore() override
    {
        return std::make_unique<MemoryDeliveryStore>();
    }
};

KONTOR_TEST(tst_MemoryDeliveryStore)
#include "tst_memory_delivery_store.moc"
