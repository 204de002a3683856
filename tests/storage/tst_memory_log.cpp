// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/EventLogContract.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

using namespace kontor;
using namespace kontor::testing;

class tst_MemoryLog : public EventLogContract
{
    Q_OBJECT

protected:
    std::unique_ptr<application::EventLog> makeLog() override
    {
        return std::make_unique<MemoryLog>();
    }
};

KONTOR_TEST(tst_MemoryLog)
#include "tst_memory_log.moc"
