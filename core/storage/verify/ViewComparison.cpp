// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/ViewComparison.h"

#include "storage/sql/FileHeader.h"
#include "storage/views/AccountColumns.h"
#include "storage/views/ViewSchema.h"

#include <QFile>

namespace kontor::storage {

ViewComparison::ViewComparison(const QString &directory, Database &ledger)
{
    const QString path = directory + u"/views.db"_s;
    const auto header = readFileHeader(path);
    if (!header || header->applicationId != viewsApplicationId
        || header->userVersion != viewsSchemaVersion) {
        return;
    }
    auto opened = Database::open(path, OpenMode::ReadOnly);
    if (!opened) {
        return;
    }
    m_views = std::move(*opened);
    // One state from here to the end, although the follower may go on.
    m_transaction = std::make_unique<ReadTransaction>(*m_views);
    const QVariant generation = ledger.scalar(u"SELECT generation FROM ledger"_s);
    if (m_views->scalar(u"SELECT generation FROM checkpoint"_s) == generation) {
        m_position = m_views->scalar(u"SELECT position FROM checkpoint"_s).toLongLong();
    }
}

std::optional<QString> ViewComparison::compare(const Replay &replay)
{
    if (auto fault = compareEntries(replay)) {
        return fault;
    }
    if (auto fault = compareStreams(replay)) {
        return fault;
    }
    return compareAccounts(replay);
}

std::optional<QString> ViewComparison::compareEntries(const Replay &replay)
{
    Statement rows(*m_views, u"SELECT stream, COUNT(*), MAX(version), SUM(amount) FROM entries"
                             " GROUP BY stream"_s);
    rows.query();
    qint64 events = 0;
    while (rows.next()) {
        const qint64 position = rows.integer(0);
        const auto found = replay.streams().find(position);
        const auto *account = found == replay.streams().end()
            ? nullptr
            : std::get_if<domain::Account>(&found->second.state);
        if (found == replay.streams().end() || rows.integer(1) != found->second.version
            || rows.integer(2) != found->second.version
            || (account && rows.integer(3) != account->balance)) {
            rows.finish();
            return u"the entries of the stream at event %1 differ from the log"_s.arg(position);
        }
        events += rows.integer(1);
    }
    return events == *m_position ? std::nullopt
                                 : std::optional(u"it has %1 entries for %2 events"_s.arg(events).arg(
                                     *m_position));
}

std::optional<QString> ViewComparison::compareStreams(const Replay &replay)
{
    Statement rows(*m_views, u"SELECT CAST(name AS BLOB), position FROM streams"_s);
    rows.query();
    qint64 streams = 0;
    while (rows.next()) {
        const auto found = replay.streams().find(rows.integer(1));
        if (found == replay.streams().end() || found->second.name.name() != rows.bytes(0)) {
            const QByteArray name = rows.bytes(0);
            rows.finish();
            return u"the stream %1 is not where the index says"_s.arg(QString::fromUtf8(name));
        }
        ++streams;
    }
    return streams == qint64(replay.streams().size())
        ? std::nullopt
        : std::optional(u"the index has %1 of %2 streams"_s.arg(streams).arg(
            replay.streams().size()));
}

std::optional<QString> ViewComparison::compareAccounts(const Replay &replay)
{
    Statement rows(*m_views,
        u"SELECT %1, a.stream FROM accounts a"_s.arg(accountColumns()));
    rows.query();
    qint64 accounts = 0;
    while (rows.next()) {
        const auto row = readAccount(rows);
        const auto found = replay.streams().find(rows.integer(accountColumnCount));
        const bool equal = found != replay.streams().end()
            && found->second.version == row.version && found->second.name.accountId() == row.id
            && found->second.state == domain::State(row.account);
        if (!equal) {
            rows.finish();
            return u"the account %1 differs from the log"_s.arg(
                QString::fromLatin1(row.id.toString()));
        }
        ++accounts;
    }
    return accounts == replay.accounts()
        ? std::nullopt
        : std::optional(u"it has %1 of %2 accounts"_s.arg(accounts).arg(replay.accounts()));
}

} // namespace kontor::storage
