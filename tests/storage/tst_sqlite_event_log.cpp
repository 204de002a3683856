// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/EventLogContract.h"
#include "storage/log/SqliteEventLog.h"
#include "support/TestMain.h"

#include <QTemporaryDir>

using namespace kontor;
using namespace kontor::testing;
using namespace kontor::storage;

class tst_SqliteEventLog : public EventLogContract
{
    Q_OBJECT

    std::vector<std::unique_ptr<QTemporaryDir>> m_directories;
    SystemClock m_clock;
    SeededRandom m_random{1};

protected:
    std::unique_ptr<application::EventLog> makeLog() override
    {
        m_directories.push_back(std::make_unique<QTemporaryDir>());
        auto opened = SqliteEventLog::open(m_directories.back()->path(), {}, m_clock, m_random);
        return opened ? std::move(*opened) : nullptr;
    }
};

KONTOR_TEST(tst_SqliteEventLog)
#include "tst_sqlite_event_log.moc"
