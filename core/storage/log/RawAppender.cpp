// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/RowAppender.h"

#include <sqlite3.h>

// An append is the one thing here that is done hundreds of thousands of times a second, so its rows
// go to SQLite without a detour.

namespace kontor::storage {

namespace {

struct Finalize
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

// Binds in order. The values outlive the step, so nothing is copied.
class Binder
{
public:
    explicit Binder(sqlite3_stmt *statement) : m_statement(statement) {}
    void integer(qint64 value) { sqlite3_bind_int64(m_statement, m_index++, value); }
    void optional(std::optional<qint64> value) { value ? integer(*value) : null(); }
    void null() { sqlite3_bind_null(m_statement, m_index++); }
    void text(std::string_view text)
    {
        sqlite3_bind_text(m_statement, m_index++, text.data(), int(text.size()), SQLITE_STATIC);
    }
    void text(const QByteArray &bytes) { text(viewOf(bytes)); }
    void blob(const QByteArray &bytes)
    {
        sqlite3_bind_blob(m_statement, m_index++, bytes.constData(), int(bytes.size()),
            SQLITE_STATIC);
    }

private:
    sqlite3_stmt *m_statement;
    int m_index = 1;
};

class RawAppender final : public RowAppender
{
public:
    explicit RawAppender(sqlite3 *handle) : m_handle(handle)
    {
        m_begin = prepare("BEGIN IMMEDIATE");
        m_commit = prepare("COMMIT");
        m_rollback = prepare("ROLLBACK");
        m_event = prepare(insertEventSql);
        m_outcome = prepare(insertOutcomeSql);
    }
    bool isReady() const { return m_begin && m_commit && m_rollback && m_event && m_outcome; }

    bool begin() override { return run(m_begin); }
    bool commit() override { return run(m_commit); }
    void rollback() override
    {
        // SQLite has rolled back by itself after some errors; a second one would be an error.
        if (sqlite3_get_autocommit(m_handle) == 0) {
            sqlite3_step(m_rollback.get());
            sqlite3_reset(m_rollback.get());
        }
    }
    bool event(const EventRow &row) override
    {
        Binder bind(m_event.get());
        bind.integer(row.position);
        bind.integer(row.stream);
        bind.integer(row.version);
        bind.text(row.type);
        bind.integer(row.schema);
        bind.optional(row.money.amount);
        bind.optional(row.money.balanceAfter);
        bind.text(row.data);
        bind.text(row.meta);
        bind.integer(row.recordedAt);
        bind.blob(row.hash);
        return run(m_event);
    }
    bool outcome(const OutcomeRow &row) override
    {
        const auto &r = row.record;
        Binder bind(m_outcome.get());
        bind.integer(r.sequence);
        bind.text(r.key);
        bind.text(r.caller);
        bind.blob(r.fingerprint);
        r.refusal.isEmpty() ? bind.null() : bind.text(r.refusal);
        bind.integer(r.detail);
        r.firstPosition ? bind.integer(r.firstPosition) : bind.null();
        r.lastPosition ? bind.integer(r.lastPosition) : bind.null();
        bind.blob(row.hash);
        return run(m_outcome);
    }
    int errorCode() const override { return m_code & 0xFF; }
    QString errorText() const override { return m_text; }

private:
    Prepared prepare(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        return Prepared(statement);
    }
    bool run(const Prepared &statement)
    {
        m_code = sqlite3_step(statement.get());
        if (m_code != SQLITE_DONE) {
            m_code = sqlite3_extended_errcode(m_handle);
            m_text = QString::fromUtf8(sqlite3_errmsg(m_handle));
            sqlite3_reset(statement.get());
            return false;
        }
        sqlite3_reset(statement.get());
        return true;
    }
    sqlite3 *m_handle;
    Prepared m_begin;
    Prepared m_commit;
    Prepared m_rollback;
    Prepared m_event;
    Prepared m_outcome;
    int m_code = SQLITE_OK;
    QString m_text;
};

} // namespace

std::unique_ptr<RowAppender> makeRawAppender(Database &database)
{
    if (!database.raw()) {
        return nullptr;
    }
    auto appender = std::make_unique<RawAppender>(database.raw());
    return appender->isReady() ? std::move(appender) : nullptr;
}

} // namespace kontor::storage
