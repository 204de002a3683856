// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/LedgerCopy.h"

#include "storage/log/HashChain.h"
#include "storage/log/LogSpan.h"
#include "storage/log/RowAppender.h"

namespace kontor::storage {

using application::LogHead;

namespace {

class Copier
{
public:
    Copier(Database &from, Database &to) : m_from(from), m_to(to)
    {
        m_appender = makeRawAppender(to);
        if (!m_appender) {
            m_appender = makeQtSqlAppender(to);
        }
    }
    Result<Done, OpenError> run(const LogHead &upTo)
    {
        if (!m_appender->begin()) {
            return notWritten();
        }
        eachEvent(m_from, 1, upTo.position, [this](const EventRow &row) { return take(row); });
        eachOutcome(m_from, 1, upTo.outcome, [this](const OutcomeRow &row) { return take(row); });
        if (m_failed) {
            return notWritten();
        }
        if (m_head.position < upTo.position) {
            return damaged(u"event"_s, m_head.position + 1);
        }
        if (m_head.outcome < upTo.outcome) {
            return damaged(u"outcome"_s, m_head.outcome + 1);
        }
        return m_appender->commit() ? Result<Done, OpenError>(Done{}) : notWritten();
    }

private:
    bool take(const EventRow &row)
    {
        const QByteArray hash = chainHash(m_head.eventHash, row);
        if (row.position != m_head.position + 1 || row.hash != hash) {
            return false;
        }
        m_head.position = row.position;
        m_head.eventHash = hash;
        m_failed = !m_appender->event(row);
        return !m_failed;
    }
    bool take(const OutcomeRow &row)
    {
        const QByteArray hash = chainHash(m_head.outcomeHash, row);
        if (m_failed || row.record.sequence != m_head.outcome + 1 || row.hash != hash) {
            return false;
        }
        m_head.outcome = row.record.sequence;
        m_head.outcomeHash = hash;
        m_failed = !m_appender->outcome(row);
        return !m_failed;
    }
    Failure<OpenError> damaged(const QString &what, qint64 number) const
    {
        return Failure{m_from.fault().value_or(OpenError{OpenError::Data,
            u"%1: %2 %3 is missing or not what was written; kontor-server verify tells more"_s.arg(
                m_from.path(), what).arg(number)})};
    }
    Failure<OpenError> notWritten() const
    {
        return Failure{
            OpenError{OpenError::Io, u"%1: %2"_s.arg(m_to.path(), m_appender->errorText())}};
    }

    Database &m_from;
    Database &m_to;
    std::unique_ptr<RowAppender> m_appender;
    LogHead m_head;
    bool m_failed = false;
};

LedgerIdentity identityOf(const ReadOnlyLedger &ledger)
{
    return {ledger.ledgerId, ledger.generation,
        {ledger.database->scalar(u"SELECT created_at FROM ledger"_s).toLongLong()}};
}

} // namespace

Result<Done, OpenError> copyLedger(const ReadOnlyLedger &from, const LogHead &upTo,
    const QString &file)
{
    auto opened = Database::open(file, OpenMode::ReadWrite);
    if (!opened) {
        return Failure{OpenError{OpenError::Io, opened.error()}};
    }
    // Without a journal: a copy that is not finished is thrown away.
    QStringList statements{u"PRAGMA journal_mode=OFF"_s, u"PRAGMA synchronous=OFF"_s,
        u"BEGIN IMMEDIATE"_s};
    statements += emptyLedger();
    statements << ledgerRow(identityOf(from)) << u"COMMIT"_s;
    if (const auto made = (*opened)->execAll(statements); !made) {
        return Failure{OpenError{OpenError::Io, u"%1: %2"_s.arg(file, made.error().text())}};
    }
    return Copier(*from.database, **opened).run(upTo);
}

} // namespace kontor::storage
