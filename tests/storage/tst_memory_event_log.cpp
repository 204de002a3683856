// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/EventLogContract.h"
#include "storage/log/MemoryEventLog.h"
#include "support/TestMain.h"

using namespace kontor;
using namespace kontor::testing;

class tst_MemoryEventLog : public EventLogContract
{
    Q_OBJECT

protected:
    std::unique_ptr<application::EventLog> makeLog() override
    {
        return std::make_unique<storage::MemoryEventLog>();
    }
};

KONTOR_TEST(tst_MemoryEventLog)
#include "tst_memory_event_log.moc"
