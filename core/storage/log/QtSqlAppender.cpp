// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/RowAppender.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

namespace {

QString utf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QVariant orNull(qint64 value)
{
    return value ? QVariant(value) : QVariant();
}

class QtSqlAppender final : public RowAppender
{
public:
    explicit QtSqlAppender(Database &database)
        : m_database(database), m_event(database, QString::fromLatin1(insertEventSql)),
          m_outcome(database, QString::fromLatin1(insertOutcomeSql))
    {
    }
    bool begin() override { return keep(m_database.exec(u"BEGIN IMMEDIATE"_s)); }
    bool event(const EventRow &row) override
    {
        m_event.bind(row.position, row.stream, row.version, utf8(row.type), row.schema,
            row.money.amount, row.money.balanceAfter, utf8(row.data), utf8(row.meta),
            row.recordedAt, row.hash);
        return m_event.run() || fail(m_event.error());
    }
    bool outcome(const OutcomeRow &row) override
    {
        const auto &r = row.record;
        m_outcome.bind(r.sequence, QString::fromUtf8(r.key), QString::fromUtf8(r.caller),
            r.fingerprint, r.refusal.isEmpty() ? QVariant() : QVariant(QString::fromUtf8(r.refusal)),
            r.detail, orNull(r.firstPosition), orNull(r.lastPosition), row.hash);
        return m_outcome.run() || fail(m_outcome.error());
    }
    bool commit() override { return keep(m_database.exec(u"COMMIT"_s)); }
    void rollback() override { (void)m_database.exec(u"ROLLBACK"_s); }
    int errorCode() const override { return sqliteCode(m_error); }
    QString errorText() const override { return m_error.text(); }

private:
    bool keep(const Result<Done, QSqlError> &done) { return done || fail(done.error()); }
    bool fail(const QSqlError &error)
    {
        m_error = error;
        return false;
    }
    Database &m_database;
    Statement m_event;
    Statement m_outcome;
    QSqlError m_error;
};

} // namespace

std::unique_ptr<RowAppender> makeQtSqlAppender(Database &database)
{
    return std::make_unique<QtSqlAppender>(database);
}

} // namespace kontor::storage
