// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Books.h"
#include "server/auth/KeyFiles.h"
#include "server/commands/Verbs.h"
#include "storage/Verify.h"
#include "storage/backup/Backup.h"
#include "storage/backup/Restore.h"
#include "storage/verify/LookAtLedger.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

namespace kontor::server {

namespace {

//! Each step on a line, with what it took.
class Drill
{
public:
    Drill(const Arguments &arguments, const QString &scratch)
        : m_arguments(arguments), m_backup(scratch + u"/backup"_s), m_books(scratch + u"/books"_s)
    {
        m_timer.start();
    }
    Result<int, Complaint> run()
    {
        if (auto made = backUp(); !made) {
            return Failure{made.error()};
        }
        if (auto restored = restore(); !restored) {
            return Failure{restored.error()};
        }
        if (auto opened = open(); !opened) {
            return Failure{opened.error()};
        }
        return verify();
    }

private:
    void tell(const QString &step, const QString &what)
    {
        print(step.leftJustified(10)
            + u"%1, in %2 s\n"_s.arg(what).arg(double(m_timer.restart()) / 1e3, 0, 'f', 2));
    }
    Result<Done, Complaint> backUp()
    {
        if (m_arguments.has("from")) {
            m_backup = m_arguments.value("from");
            return Done{};
        }
        const auto report
            = storage::backUp(m_arguments.config.dataDirectory, m_backup, m_clock, checkKeys);
        if (!report) {
            return Failure{complaint(report.error())};
        }
        tell(u"backup"_s, u"%1 events, %2 bytes"_s.arg(report->manifest.position).arg(report->bytes));
        return Done{};
    }
    Result<Done, Complaint> restore()
    {
        const auto report = storage::restoreBackup(m_backup, m_books, m_clock, m_random);
        if (!report) {
            return Failure{complaint(report.error())};
        }
        if (!storage::canBeServed(report->manifest)) {
            return Failure{Complaint{ExitCode::NoInput,
                m_backup + u" can be restored, but not served\n"_s
                    + storage::missingText(report->manifest).trimmed()}};
        }
        print(storage::missingText(report->manifest));
        m_head = storage::PrintedHead::parse(report->manifest.head);
        tell(u"restore"_s, u"as of "_s + QString::fromLatin1(report->manifest.madeAt.toString()));
        return Done{};
    }
    // As serve does: the views are made anew.
    Result<Done, Complaint> open()
    {
        Config config = m_arguments.config;
        config.dataDirectory = m_books;
        ServerClock clock;
        const auto books = Books::open(config, clock, m_random);
        if (!books) {
            return Failure{complaint(books.error())};
        }
        if (const auto keys = checkKeys(m_books); !keys) {
            return Failure{complaint(keys.error())};
        }
        tell(u"open"_s, u"views made anew"_s);
        return Done{};
    }
    Result<int, Complaint> verify()
    {
        const auto report = storage::verifyLedger(m_books, {1, 0, m_head});
        if (!report) {
            return Failure{complaint(report.error())};
        }
        const bool good = report->isWhole() && report->headCompared && report->viewsCompared;
        tell(u"verify"_s, good ? u"whole, with the head of the manifest"_s : u"not whole"_s);
        if (!good) {
            print(u'\n' + report->text());
        }
        return good ? int(ExitCode::Ok) : int(ExitCode::Data);
    }

    const Arguments &m_arguments;
    QString m_backup;
    QString m_books;
    SystemClock m_clock;
    SystemRandom m_random;
    std::optional<storage::PrintedHead> m_head;
    QElapsedTimer m_timer;
};

Result<int, Complaint> drill(const Arguments &arguments)
{
    const QString beside = QFileInfo(QDir(arguments.config.dataDirectory).absolutePath()).path();
    const QString place = arguments.has("in") ? arguments.value("in") : beside;
    if (!QDir(place).exists()) {
        return Failure{
            Complaint{ExitCode::NoInput, u"%1: there is no such directory"_s.arg(place)}};
    }
    if (const auto refused = storage::mayNotWrite(place)) {
        const QString remedy
            = arguments.has("in") ? QString() : u"; name another place with --in"_s;
        return Failure{Complaint{int(refused->exitCode), refused->message + remedy}};
    }
    // Readable by its owner only, and gone in any case.
    const QTemporaryDir scratch(place + u"/kontor-drill-XXXXXX"_s);
    if (!scratch.isValid()) {
        return Failure{Complaint{ExitCode::CannotCreate,
            u"%1: %2"_s.arg(place, scratch.errorString())}};
    }
    return Drill(arguments, scratch.path()).run();
}

} // namespace

Verb drillVerb()
{
    return {
        .name = "drill",
        .summary = "prove that a backup can be restored",
        .details = "Makes a backup, or takes an older one, restores it into a directory of its own,"
                   " opens it as the server would, with its views made anew, and verifies it with"
                   " the head of its manifest. Nothing of it is left behind. May run beside the"
                   " server; takes room for two copies.",
        .options = {{.name = "from", .argument = "BACKUP", .help = "an older backup"},
            {.name = "in",
                .argument = "DIR",
                .help = "where there is room (beside the ledger's directory)"}},
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::CannotCreate, ExitCode::Io,
            ExitCode::NoPermission, ExitCode::Config},
        .run = drill,
    };
}

} // namespace kontor::server
