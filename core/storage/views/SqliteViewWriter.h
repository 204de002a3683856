// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "storage/views/SearchText.h"

#include <atomic>
#include <chrono>

namespace kontor::storage {

class SqliteViewWriter final : public application::ViewWriter
{
public:
    //! How long the write-ahead log may get before readers are waited for, in bytes.
    static constexpr qint64 longLog = 64 * 1024 * 1024;

    SqliteViewWriter(std::unique_ptr<Database> database, std::atomic<qint64> &highestKey,
        qint64 longestLog = longLog);
    ~SqliteViewWriter() override;
    application::Checkpoint checkpoint() override;
    void reset(const QByteArray &generation) override;
    void gather(const application::CommittedBatch &batch) override;
    Result<application::LogHead, QString> write(const Meanwhile &meanwhile) override;
    void discard() override;

private:
    struct Gathered;
    bool writeAll();
    bool writeStreams();
    bool writeEntries();
    bool writeKeys();
    bool writeSnapshots();
    bool writeSnapshot(Statement &statement, const application::ChangedStream &snapshot);
    bool writeStates();
    bool writeAccount(const application::ChangedStream &changed, bool identity);
    bool searchAccount(qint64 stream, const domain::Account &account);
    bool searchCustomer(qint64 stream, const domain::Customer &customer);
    bool writeCustomer(const application::ChangedStream &changed);
    bool writeWhole(Statement &statement, const application::ChangedStream &changed);
    bool writeCheckpoint();
    bool run(Statement &statement);
    void keepLogShort();

    std::unique_ptr<Database> m_database;
    std::atomic<qint64> &m_highestKey;
    const qint64 m_longestLog;
    //! Readers are waited for at times only.
    std::chrono::steady_clock::time_point m_nextWait = {};
    QString m_error;
    std::unique_ptr<Gathered> m_gathered;
    //! What was gathered before, and is being written.
    std::unique_ptr<Gathered> m_leaving;
    Meanwhile m_meanwhile;
    quint32 m_rows = 0;
    Statement m_stream;
    Statement m_entry;
    Statement m_key;
    Statement m_snapshot;
    Statement m_milestone;
    Statement m_money;
    Statement m_account;
    Statement m_customer;
    Statement m_user;
    Statement m_accessKey;
    Statement m_checkpoint;
    Statement m_oldAccount;
    Statement m_oldCustomer;
    SearchTable m_accountSearch;
    SearchTable m_customerSearch;
};

} // namespace kontor::storage
