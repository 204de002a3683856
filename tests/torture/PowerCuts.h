// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "torture/FaultyServer.h"
#include "torture/SimulatedDisk.h"

#include <QStringList>

#include <mutex>
#include <set>

namespace kontor::testing {

//! A request that can be sent again. Its key is its correlation id too, so that an answer in the
//! record tells which request it belongs to.
struct Command
{
    QByteArray key;
    QByteArray method = "POST";
    QByteArray path;
    QByteArray body;

    HttpHeaders headers() const
    {
        return key.isEmpty() ? HttpHeaders()
                             : HttpHeaders{{"Idempotency-Key", key}, {"X-Request-Id", key}};
    }
};

//! What a server wrote while a small bank was at work on it, and what it was asked.
struct Recording
{
    DiskContents before;
    std::vector<DiskOperation> operations;
    std::map<QByteArray, Command> sent;
    std::vector<QByteArray> accounts;

    qint64 changes() const;
    //! Writes to this very file.
    qint64 writesTo(const QByteArray &name) const;
};

//! Puts a small bank to work on a server whose disk is being recorded.
class Recorder
{
public:
    //! `program` is the real server or one with a planted fault.
    explicit Recorder(const QString &program, const DiskContents &before = {},
        const QStringList &arguments = {});

    void openAccounts(int count);
    //! Transfers by four callers at once, and one of everything else.
    void work(int transfersEach);
    //! kill -9 in the middle of the so-many-th write from now on, while `work` goes on; a new
    //! start.
    void workUntilKilled(qint64 atCall);
    void issueCard();
    //! With one commit, which fills pages of its own. False where it was not done.
    [[nodiscard]] bool transferTogether(int count);
    //! Long enough for a checkpoint to go all its ways with nobody writing.
    void rest();
    void stopAndStart();
    //! Ends the server. Fails unless the record explains every byte on the disk.
    Recording finish();

private:
    HttpAnswer send(const Command &command);
    Command transfer(Random &random);
    void call(int caller, int transfers);
    QString recordFile() const { return m_place->filePath(QStringLiteral("record")); }

    std::unique_ptr<QTemporaryDir> m_place = directoryInMemory();
    FaultyServer m_server;
    Recording m_recording;
    std::mutex m_mutex;
    int m_keys = 0;
};

//! What was found after power cuts.
struct PowerVerdict
{
    int states = 0;
    int answers = 0;
    //! States in which something is wrong, by kind.
    int lost = 0;
    int changed = 0;
    int unopened = 0;
    int unsound = 0;
    QStringList first;

    bool isClean() const { return lost + changed + unopened + unsound == 0; }
    QString text() const;
};

//! Cuts the power after the first `cut` operations, starts the real server on what is left, and
//! asks for everything that had been acknowledged by then.
class PowerCuts
{
public:
    explicit PowerCuts(const Recording &recording) : m_recording(recording) { }

    //! The disk after a cut; cuts must come in rising order.
    DiskContents contentsAt(std::size_t cut, PowerLoss loss, Random &random);
    void judge(std::size_t cut, PowerLoss loss, Random &random);
    const PowerVerdict &verdict() const { return m_verdict; }

private:
    std::vector<std::pair<Command, HttpAnswer>> acknowledgedBefore(std::size_t cut) const;
    void judgeServer(RunningServer &server, std::size_t cut, const QString &where);
    void note(int PowerVerdict::*kind, const QString &what);

    const Recording &m_recording;
    SimulatedDisk m_disk{m_recording.before};
    std::size_t m_applied = 0;
    PowerVerdict m_verdict;
};

} // namespace kontor::testing
