// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/RestoreSteps.h"

#include "storage/backup/Manifest.h"
#include "storage/backup/PrivateDirectory.h"
#include "storage/files/NewFile.h"

#include <QDir>
#include <QFileInfo>

namespace kontor::storage {

static const QString movedAway = u"/before"_s;

RestoreSteps::RestoreSteps(const QString &place)
    : directory(place), staging(place + u"/restore.new"_s), out(place + u"/restore.out"_s),
      in(place + u"/restore.in"_s)
{
}

static Result<Done, OpenError> failed(const QString &from, const QString &to)
{
    return refuse(OpenError::Io, u"%1 cannot be renamed to %2"_s.arg(from, to));
}

// What must not be replaced has been moved away before.
static Result<Done, OpenError> rename(const QString &from, const QString &to)
{
    return renameFile(from, to) ? Result<Done, OpenError>(Done{}) : failed(from, to);
}

static Result<Done, OpenError> moveAll(const QString &from, const QString &to,
    const QStringList &patterns)
{
    for (const QString &name : QDir(from).entryList(patterns, QDir::Files | QDir::Hidden)) {
        if (const auto moved = rename(from + u'/' + name, to + u'/' + name); !moved) {
            return moved;
        }
    }
    return syncDirectory(to) && syncDirectory(from) ? Result<Done, OpenError>(Done{})
                                                    : failed(from, to);
}

static Result<Done, OpenError> moveOut(const RestoreSteps &steps)
{
    if (const auto made = makePrivateDirectory(steps.out + movedAway); !made) {
        return made;
    }
    (void)giveToOwner(steps.out + movedAway);
    // All that belongs to a ledger but its lock, which is ours.
    const auto moved = moveAll(steps.directory, steps.out + movedAway,
        {u"ledger.db*"_s, u"ledger.anchor"_s, u"views.db*"_s, u"service.db*"_s, u"*.key"_s});
    return moved ? rename(steps.out, steps.in) : moved;
}

// Two restores in a second are rare, and yet neither may take the other's place.
static QString freeName(const QString &wanted)
{
    QString name = wanted;
    for (int again = 2; QDir(name).exists(); ++again) {
        name = u"%1-%2"_s.arg(wanted).arg(again);
    }
    return name;
}

static Result<QString, OpenError> moveIn(const RestoreSteps &steps, const Clock &clock)
{
    if (const auto moved = moveAll(steps.in, steps.directory, {u"*"_s}); !moved) {
        return Failure{moved.error()};
    }
    const QString was = steps.in + movedAway;
    const QString kept = freeName(steps.directory + u"/before-restore-"_s + fileTime(clock.now()));
    // Nothing to keep where nothing was, or where this was broken off at its very end.
    if (!QDir(was).isEmpty()) {
        if (const auto renamed = rename(was, kept); !renamed) {
            return Failure{renamed.error()};
        }
    }
    QDir().rmdir(was);
    QDir().rmdir(steps.in);
    (void)syncDirectory(steps.directory);
    return QDir(kept).exists() ? kept : QString();
}

// A restore makes directories only. Through a link root would empty, or carry into the ledger's
// directory, whatever its owner likes.
static Result<Done, OpenError> refuseLinks(const RestoreSteps &steps)
{
    for (const QString &step : {steps.staging, steps.out, steps.in}) {
        if (QFileInfo(step).isSymLink()) {
            return Failure{OpenError{OpenError::Config,
                u"%1 is a link to somewhere else; remove it"_s.arg(step)}};
        }
    }
    return Done{};
}

Result<QString, OpenError> settleRestore(const QString &directory, const Clock &clock)
{
    const RestoreSteps steps(directory);
    if (const auto sound = refuseLinks(steps); !sound) {
        return Failure{sound.error()};
    }
    if (QDir(steps.out).exists()) {
        if (const auto moved = moveOut(steps); !moved) {
            return Failure{moved.error()};
        }
    }
    return QDir(steps.in).exists() ? moveIn(steps, clock) : QString();
}

} // namespace kontor::storage
