// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <map>

namespace kontor::testing {

//! What came of a program that was run to its end.
struct ProgramRun
{
    //! -1 where it crashed or did not end.
    int exitCode = -1;
    QString output;
    QString errors;

    //! For a failing test.
    QString all() const
    {
        return QStringLiteral("exit %1\n%2%3").arg(exitCode).arg(output, errors);
    }
};

//! Runs one of our programs, with a real process that reads `input`.
ProgramRun run(const QString &program, const QStringList &arguments, const QByteArray &input = {});
inline ProgramRun runServer(const QStringList &arguments)
{
    return run(QStringLiteral("kontor-server"), arguments);
}

//! The same as a user for whom permissions count, which they do not for root: everything in `place`
//! becomes that user's then.
ProgramRun runUnprivileged(const QString &program, const QStringList &arguments,
    const QString &place);

QByteArray contentOf(const QString &file);
void write(const QString &file, const QByteArray &content);
//! The files in a directory with their contents.
std::map<QString, QByteArray> filesOf(const QString &directory);

} // namespace kontor::testing
