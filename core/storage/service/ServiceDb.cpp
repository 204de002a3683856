// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/ServiceDb.h"

#include "storage/files/NewFile.h"
#include "storage/service/ServiceMigrations.h"
#include "storage/sql/FileHeader.h"

#include <QFileInfo>
#include <QVariant>

namespace kontor::storage {

static Result<Done, OpenError> checkOwner(
    const QString &path, quint32 applicationId, quint32 userVersion)
{
    if (applicationId != serviceApplicationId) {
        return refuse(OpenError::Config, path, u"not a service file of Kontor"_s);
    }
    if (userVersion > serviceMigrations().size()) {
        return refuse(OpenError::Config, path,
            u"has schema version %1; this program knows %2. It was left untouched."_s.arg(
                userVersion).arg(serviceMigrations().size()));
    }
    return Done{};
}

// Power that went in the middle of a change leaves a journal, and a file that says anything.
static bool isInTheMiddle(const QString &path)
{
    return QFileInfo(path + u"-journal"_s).size() > 0;
}

bool isServiceLost(const QString &path)
{
    const QFileInfo file(path);
    return !file.exists() || (file.isFile() && file.size() == 0 && !isInTheMiddle(path));
}

Result<Done, OpenError> checkServiceHeader(const QString &path)
{
    if (const auto other = isNoFile(path)) {
        return Failure{*other};
    }
    const auto header = readFileHeader(path);
    if (!header || isInTheMiddle(path)) {
        return Done{};
    }
    return checkOwner(path, header->isSqlite ? header->applicationId : 0, header->userVersion);
}

// Asked of SQLite, which has made good what was left in the middle. A disk that does not answer has not
// said whose it is.
static Result<Done, OpenError> checkOpened(Database &database)
{
    const auto schema = database.number(u"PRAGMA schema_version"_s);
    const auto id = database.number(u"PRAGMA application_id"_s);
    const auto version = database.number(u"PRAGMA user_version"_s);
    for (const auto *number : {&schema, &id, &version}) {
        if (!*number) {
            return refuse(database.whatFailed(number->error()), database.path(),
                number->error().text());
        }
    }
    return *schema == 0 ? Result<Done, OpenError>(Done{})
                        : checkOwner(database.path(), *id, *version);
}

Result<std::unique_ptr<ServiceDb>, OpenError> ServiceDb::open(const QString &directory)
{
    const QString path = directory + u"/service.db"_s;
    const auto checked
        = isOpenHere(path) ? Result<Done, OpenError>(Done{}) : checkServiceHeader(path);
    if (!checked) {
        return Failure{checked.error()};
    }
    if (!makePrivately(path)) {
        return refuse(OpenError::Io, path, u"cannot be written"_s);
    }
    auto opened = Database::open(path, OpenMode::ReadWrite, 5000);
    if (!opened) {
        return refuse(OpenError::Io, path, opened.error());
    }
    std::unique_ptr<ServiceDb> service(new ServiceDb(std::move(*opened)));
    const auto set = service->m_database->execAll({u"PRAGMA journal_mode=TRUNCATE"_s,
        u"PRAGMA synchronous=FULL"_s, u"PRAGMA secure_delete=ON"_s});
    if (!set) {
        return refuse(service->m_database->whatFailed(set.error()), path, set.error().text());
    }
    if (const auto known = checkOpened(*service->m_database); !known) {
        return Failure{known.error()};
    }
    if (const auto migrated = service->migrate(int(serviceMigrations().size())); !migrated) {
        return Failure{migrated.error()};
    }
    return service;
}

Result<Done, OpenError> ServiceDb::migrate(int to)
{
    // Another thread may be at the same: the number is read inside the transaction.
    for (;;) {
        bool done = false;
        const auto stepped = transaction([&] {
            const int at = m_database->scalar(u"PRAGMA user_version"_s).toInt();
            done = at >= to;
            return done
                || (m_database->execAll(serviceMigrations()[std::size_t(at)])
                    && m_database->exec(u"PRAGMA application_id=%1"_s.arg(serviceApplicationId))
                    && m_database->exec(u"PRAGMA user_version=%1"_s.arg(at + 1)));
        });
        if (!stepped) {
            return refuse(OpenError::Io, m_database->path(), stepped.error());
        }
        if (done) {
            return Done{};
        }
    }
}

// The next transaction undoes what the journal of the last one still has.
bool ServiceDb::isAsBefore(std::optional<quint32> counter)
{
    const auto begun = m_database->exec(u"BEGIN IMMEDIATE"_s);
    const bool same = begun && counter && m_database->changeCounter() == counter;
    (void)m_database->exec(u"ROLLBACK"_s);
    return same;
}

Result<Done, QString> ServiceDb::transaction(const std::function<bool()> &work)
{
    if (const auto begun = m_database->exec(u"BEGIN IMMEDIATE"_s); !begun) {
        return Failure{begun.error().text()};
    }
    const auto before = m_database->changeCounter();
    if (work()) {
        const auto committed = m_database->exec(u"COMMIT"_s);
        if (committed) {
            return Done{};
        }
        (void)m_database->exec(u"ROLLBACK"_s);
        // Where the journal was emptied and only its sync failed, the change is in the file, and a power
        // cut could still take it out again.
        if (!isAsBefore(before)) {
            halt(OpenError::Io,
                u"%1: nobody can tell whether a change was written: %2"_s.arg(m_database->path(),
                    committed.error().text()));
        }
        return Failure{committed.error().text()};
    }
    const QString error = m_database->connection().lastError().text();
    (void)m_database->exec(u"ROLLBACK"_s);
    return Failure{error.trimmed().isEmpty() ? u"the change was refused"_s : error};
}

} // namespace kontor::storage
