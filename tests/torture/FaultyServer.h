// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preload/DiskControl.h"
#include "support/RunningServer.h"

#include <cerrno>

namespace kontor::testing {

//! One thing that goes wrong with a disk.
struct DiskFault
{
    //! DiskCall bits.
    std::uint32_t calls = DiskAnyCall;
    //! Files whose names begin so, or with a $ at the end are so; "" is all of them.
    const char *name = "";
    DiskFate fate = DiskFate::Fail;
    int error = EIO;
    //! Hits the so-many-th such call from now on, …
    qint64 call = 1;
    //! … and all that follow.
    bool sticky = false;
};

//! A disk that is full: nothing new fits, what is there can be read, synced and removed.
DiskFault fullDisk();

//! The real server on a disk that does what a test wants. The directory is in memory where that is
//! possible, so that thousands of starts do not wait for a real disk.
class FaultyServer : public RunningServer
{
public:
    //! Does not start yet.
    explicit FaultyServer(QStringList arguments = {}, Mode mode = Mode::Open);
    ~FaultyServer();

    //! Runs another command of the program to its end, on the same disk; below zero is the signal that
    //! ended it.
    int runCommand(const QStringList &arguments) const;
    //! Everything that is written from the next start on is appended to this file.
    void recordTo(const QString &file);
    void arm(const DiskFault &fault);
    void heal();
    qint64 hits() const { return m_control->hits; }
    //! Calls that counted since the fault was armed.
    qint64 seen() const { return m_control->seen; }

private:
    FaultyServer(Mode mode, QStringList arguments, std::unique_ptr<QTemporaryDir> place);

    QProcessEnvironment diskEnvironment() const;

    std::unique_ptr<QTemporaryDir> m_place;
    DiskControl *m_control;
};

//! A directory in memory where there is one.
std::unique_ptr<QTemporaryDir> directoryInMemory();

//! Exit code of `kontor-server verify`.
int verifyDirectory(const QString &directory);

} // namespace kontor::testing
