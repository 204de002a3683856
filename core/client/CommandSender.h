// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answers.h"
#include "client/PendingCommands.h"
#include "client/Requests.h"
#include "foundation/Backoff.h"

#include <QObject>
#include <QTimer>

namespace kontor::client {

struct NewCommand
{
    //! The program's own word, such as "deposit".
    QString kind;
    //! From client/Commands.h. One that holds a PIN must not come here.
    CommandRequest request;
    //! What the program needs to show it again after a restart.
    RawJson summary;
    std::optional<qint64> expectedVersion;
    //! Tells of something that has happened: never reported as not sent, sent until it is there.
    bool isAdvice = false;
    //! Made where empty. A key whose outcome is still open gives that command back.
    QByteArray key;
    //! Kept in memory only: after a restart the command goes on without it.
    QString cardSession;
};

struct SendingPace
{
    //! After so long without an answer a command is "being checked", while its try goes on.
    std::chrono::milliseconds notice{2'000};
    std::chrono::milliseconds deadline{10'000};
    Backoff retry{.base = std::chrono::seconds(1), .cap = std::chrono::seconds(30)};
};

//! What every command needs to be sent; all of it outlives the CommandSender.
struct SendingTools
{
    Transport &transport;
    PendingCommands &files;
    const Clock &clock;
    Random &random;
    Sender sender;
    SendingPace pace;
};

//! One command on its way. Sending → Done | Refused | NotSent, or in between BeingChecked for as
//! long as nobody knows. Belongs to the CommandSender, which deletes it once the event loop turns
//! after settled().
class PendingCommand : public QObject
{
    Q_OBJECT

public:
    enum class State { Sending, BeingChecked, Done, Refused, NotSent };
    Q_ENUM(State)

    const CommandRecord &record() const { return m_record; }
    State state() const { return m_state; }
    bool isSettled() const { return m_state > State::BeingChecked; }
    //! Tries so far.
    int attempt() const { return m_attempt; }
    //! The last thing that went wrong; with Refused and NotSent the outcome.
    const ApiError &error() const { return m_error; }
    //! With Done.
    const QByteArray &body() const { return m_body; }
    //! The outcome in types; while it is open, the last error.
    template<class T>
    Result<T, ApiError> answer() const
    {
        if (m_state != State::Done) {
            return Failure{m_error};
        }
        return readBody<T>(m_body);
    }
    //! Tries at once instead of at the next try's time.
    void checkNow();

Q_SIGNALS:
    //! It is recorded; `body` is the server's answer. May come again after a restart.
    void done(const QByteArray &body);
    //! A definite no: no money has moved.
    void refused(const kontor::client::ApiError &error);
    //! It certainly never reached the server and will not be sent any more.
    void notSent(const kontor::client::ApiError &error);
    //! Nobody knows yet. `nextTryMs` is 0 while a try is under way.
    void beingChecked(int attempt, qint64 nextTryMs);
    //! After done, refused or notSent.
    void settled();

private:
    friend class CommandSender;
    PendingCommand(const SendingTools &tools, CommandRecord record, QString cardSession,
        QObject *parent);
    void begin();
    void resume();
    void send();
    void take(const HttpResponse &response);
    bool isFinal(const ApiError &error) const;
    void notice();
    void waitForNextTry();
    void finishDone(const QByteArray &body);
    void finish(State state, const ApiError &error);

    const SendingTools *m_tools;
    CommandRecord m_record;
    QString m_cardSession;
    State m_state = State::Sending;
    int m_attempt = 0;
    //! Some try may have reached the server, so only an answer that speaks for its key settles it.
    bool m_mayHaveArrived = false;
    ApiError m_error;
    QByteArray m_body;
    QTimer m_notice;
    QTimer m_retry;
};

//! Sends commands until their outcome is known, across lost answers and restarts of the program:
//! written down first, then sent again and again with the same key.
class CommandSender : public QObject
{
    Q_OBJECT

public:
    explicit CommandSender(SendingTools tools, QObject *parent = nullptr);

    //! Writes the command down and sends it from the event loop, so that signals can be connected
    //! first. If it cannot be written down it is refused ("not-saved") and not sent.
    PendingCommand *begin(NewCommand command);

    struct Resumed
    {
        QList<PendingCommand *> commands;
        //! Files that somebody has to look at, see PendingCommands.
        QStringList setAside;
    };
    //! Takes up what an earlier run of the program left open. Call it once, at the start.
    Resumed resume();

    QList<PendingCommand *> open() const { return m_open; }
    //! Tries everything that waits, for example when the connection is back.
    void checkNow();

Q_SIGNALS:
    //! The number of commands whose outcome is open.
    void openChanged(int count);

private:
    PendingCommand *add(CommandRecord record, const QString &cardSession);
    PendingCommand *find(const QByteArray &key) const;

    SendingTools m_tools;
    QList<PendingCommand *> m_open;
};

} // namespace kontor::client
