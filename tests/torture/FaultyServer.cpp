// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/FaultyServer.h"

#include <QDir>
#include <QFile>

#include <cstring>
#include <sys/mman.h>

namespace kontor::testing {

DiskFault fullDisk()
{
    DiskFault fault;
    fault.calls = DiskCreate | DiskWrite;
    fault.error = ENOSPC;
    fault.sticky = true;
    return fault;
}

std::unique_ptr<QTemporaryDir> directoryInMemory()
{
    const QString shared = QStringLiteral("/dev/shm/kontor-XXXXXX");
    auto place = std::make_unique<QTemporaryDir>(shared);
    return place->isValid() ? std::move(place) : std::make_unique<QTemporaryDir>();
}

int verifyDirectory(const QString &directory)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(QStringLiteral(KONTOR_BIN_DIR "/kontor-server"),
        {QStringLiteral("verify"), QStringLiteral("--data"), directory});
    process.waitForFinished(60'000);
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

static DiskControl *mapControl(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.resize(sizeof(DiskControl))) {
        qFatal("%s cannot be made", qPrintable(path));
    }
    void *mapped = ::mmap(
        nullptr, sizeof(DiskControl), PROT_READ | PROT_WRITE, MAP_SHARED, file.handle(), 0);
    if (mapped == MAP_FAILED) {
        qFatal("%s cannot be mapped", qPrintable(path));
    }
    return static_cast<DiskControl *>(mapped);
}

static QString dataBelow(const QTemporaryDir &place)
{
    const QString data = place.filePath(QStringLiteral("data"));
    QDir().mkdir(data);
    return data;
}

FaultyServer::FaultyServer(QStringList arguments, Mode mode)
    : FaultyServer(mode, std::move(arguments), directoryInMemory())
{ }

FaultyServer::FaultyServer(Mode mode, QStringList arguments, std::unique_ptr<QTemporaryDir> place)
    : RunningServer(mode, std::move(arguments), dataBelow(*place), Begin::Later)
    , m_place(std::move(place))
    , m_control(mapControl(m_place->filePath(QStringLiteral("control"))))
{
    const QProcessEnvironment disk = diskEnvironment();
    for (const QString &name : disk.keys()) {
        setEnvironment(name, disk.value(name));
    }
}

QProcessEnvironment FaultyServer::diskEnvironment() const
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(KONTOR_FAULTY_DISK));
    // A server with an address sanitizer wants that loaded first, and would not start.
    environment.insert(QStringLiteral("ASAN_OPTIONS"),
        qEnvironmentVariable("ASAN_OPTIONS") + QStringLiteral(":verify_asan_link_order=0"));
    environment.insert(QString::fromLatin1(diskDirectoryVariable), directory());
    environment.insert(
        QString::fromLatin1(diskControlVariable), m_place->filePath(QStringLiteral("control")));
    return environment;
}

int FaultyServer::runCommand(const QStringList &arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(diskEnvironment());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(QStringLiteral(KONTOR_BIN_DIR "/kontor-server"), arguments);
    if (!process.waitForFinished(120'000)) {
        qFatal("%s does not end", qPrintable(arguments.first()));
    }
    const bool ended = process.exitStatus() == QProcess::NormalExit;
    return ended ? process.exitCode() : -process.exitCode();
}

FaultyServer::~FaultyServer()
{
    heal();
    if (isRunning()) {
        stop();
    }
    ::munmap(m_control, sizeof(DiskControl));
}

void FaultyServer::recordTo(const QString &file)
{
    setEnvironment(QString::fromLatin1(diskRecordVariable), file);
}

void FaultyServer::arm(const DiskFault &fault)
{
    heal();
    std::strncpy(m_control->name, fault.name, sizeof m_control->name - 1);
    m_control->calls = fault.calls;
    m_control->fate = fault.fate;
    m_control->error = fault.error;
    m_control->sticky = fault.sticky;
    m_control->seen = 0;
    m_control->hits = 0;
    m_control->countdown = fault.call;
}

void FaultyServer::heal()
{
    m_control->countdown = 0;
}

} // namespace kontor::testing
