// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Actor.h"
#include "foundation/Clock.h"
#include "storage/OpenError.h"
#include "storage/sql/Statement.h"

#include <vector>

namespace kontor::storage {

//! Somebody changed something, tried to, or looked at what is about customers.
struct AuditRow
{
    qint64 id = 0;
    Timestamp at;
    domain::Actor actor;
    //! Of the user or key; empty where it was neither.
    QByteArray actorId;
    QByteArray action;
    QByteArray method;
    QByteArray path;
    //! The id of what it was about; empty where it was about no single thing.
    QByteArray subject;
    int status = 0;
    QByteArray source;
    QByteArray correlationId;
};

//! Empty members ask for everything.
struct AuditFilter
{
    QString actor = {};
    QByteArray action = {};
    QByteArray subject = {};
    QByteArray correlationId = {};
    //! The first moment, and the first one after the last.
    std::optional<Timestamp> from = {};
    std::optional<Timestamp> to = {};
    //! Only what changed something or tried to.
    bool changes = false;
    //! Rows before this one, newest first.
    qint64 before = 0;
    int limit = 0;
};

//! Whether the file is an audit of a version that this program knows, or empty.
bool isAudit(Database &database);

//! `audit.db`: who did what, when and from where, readable by its owner only. What is added reaches
//! the file at once and the disk within moments: after a power cut the last rows may be missing, and
//! what changed the books then still stands in the log with who, when and its correlation id.
//! Bound to the thread that opened it.
class AuditTrail
{
public:
    static Result<std::unique_ptr<AuditTrail>, OpenError> open(const QString &directory);

    //! All of them or none; those that are there already stay as they are. Refused where somebody has
    //! deleted the file or put another in its place: nobody would find them.
    Result<Done, QString> add(const std::vector<AuditRow> &rows);
    //! Throws application::ReadFault where they cannot be read.
    std::vector<AuditRow> find(const AuditFilter &filter);
    //! 0 where there is none yet.
    Result<qint64, OpenError> lastId();
    //! Forgets what is older, of the oldest `most` rows: how many that were. What was written after a
    //! newer one stays, whose time is a clock's that was set back; so does the newest row of all, whose
    //! number must not be given away again.
    Result<int, QString> forgetBefore(Timestamp time, int most);

private:
    AuditTrail(std::unique_ptr<Database> database, const QString &path);
    Result<Done, QString> addOne(const AuditRow &row);

    QString m_path;
    std::unique_ptr<Database> m_database;
    //! Its device and number.
    std::pair<quint64, quint64> m_identity;
    Statement m_add;
    Statement m_forget;
};

} // namespace kontor::storage
