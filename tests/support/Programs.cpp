// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"

#include "foundation/Assert.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <grp.h>
#include <unistd.h>

namespace kontor::testing {

static ProgramRun runIn(QProcess &process, const QString &program, const QStringList &arguments,
    const QByteArray &input)
{
    process.start(QStringLiteral(KONTOR_BIN_DIR "/") + program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(120'000);
    ProgramRun result;
    result.output = QString::fromUtf8(process.readAllStandardOutput());
    result.errors = QString::fromUtf8(process.readAllStandardError());
    if (ended && process.exitStatus() == QProcess::NormalExit) {
        result.exitCode = process.exitCode();
    }
    process.kill();
    process.waitForFinished();
    return result;
}

ProgramRun run(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    return runIn(process, program, arguments, input);
}

static void giveAway(const QString &path, uid_t user)
{
    KONTOR_ASSERT(::lchown(QFile::encodeName(path).constData(), user, user) == 0);
    for (const QFileInfo &inside :
        QDir(path).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
        giveAway(inside.filePath(), user);
    }
}

ProgramRun runUnprivileged(const QString &program, const QStringList &arguments,
    const QString &place)
{
    static constexpr uid_t nobody = 65534;
    QProcess process;
    if (::geteuid() == 0) {
        giveAway(place, nobody);
        process.setChildProcessModifier([] {
            if (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0) {
                ::_exit(127);
            }
        });
    }
    return runIn(process, program, arguments, {});
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    KONTOR_ASSERT(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

std::map<QString, QByteArray> filesOf(const QString &directory)
{
    std::map<QString, QByteArray> files;
    for (const QString &name : QDir(directory).entryList(QDir::Files | QDir::Hidden)) {
        if (name.endsWith(QLatin1StringView("-shm"))) {
            continue; // memory that readers of a database share; a reader leaves its mark there
        }
        files[name] = contentOf(directory + u'/' + name);
    }
    return files;
}

} // namespace kontor::testing
