// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "torture/writes/RouteCases.h"

#include <QStringList>

namespace kontor::testing {

//! How a call can go wrong.
struct Mishap
{
    const char *name;
    DiskFate fate;
    int error;
};
const std::vector<Mishap> &mishaps();

//! The files that a server writes to, by what their names begin with. Each is written by one thread
//! at a time, so that the so-many-th call on it is the same one in every run.
const std::vector<const char *> &fileFamilies();

//! Lets one call fail in the middle of one request, and sees whether everybody is told the truth.
class WriteFaults
{
public:
    explicit WriteFaults(const PreparedBranch &branch) : m_branch(branch) { }

    //! How many calls the request makes on files of a family.
    int countCalls(const RouteCase &route, const char *family);
    //! Nothing where all is well; else what is not.
    QString tryOne(const RouteCase &route, const char *family, int call, const Mishap &mishap);

    //! The same for a start on what a killed server has left, or on nothing; and for a stop.
    int countStartCalls(const DiskContents &contents);
    QString tryStart(const DiskContents &contents, int call, const Mishap &mishap);
    int countStopCalls();
    QString tryStop(int call, const Mishap &mishap);
    //! What a server leaves that was killed after a deposit.
    DiskContents crashed();

private:
    struct Expected
    {
        QByteArray untouched;
        QByteArray done;
    };
    const Expected &expected(const RouteCase &route);
    std::unique_ptr<FaultyServer> serverOn(const DiskContents &contents) const;
    std::unique_ptr<FaultyServer> newServer() const;
    HttpHeaders headersFor(const RouteCase &route, const RunningServer &server) const;
    HttpAnswer send(
        const RunningServer &server, const RouteCase &route, const HttpHeaders &headers) const;
    QString judgeEnd(FaultyServer &server, bool goesOn) const;
    QString judgeNextStart(FaultyServer &server, const QByteArray &summary) const;
    QString judgeAfter(const RouteCase &route, const HttpAnswer &answer, FaultyServer &server);
    QString judgeAgain(
        const RouteCase &route, const HttpAnswer &answer, bool done, const RunningServer &server);

    const PreparedBranch &m_branch;
    std::map<QByteArray, Expected> m_expected;
};

} // namespace kontor::testing
