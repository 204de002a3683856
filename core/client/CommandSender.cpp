// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/CommandSender.h"

#include "foundation/LogCategories.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace kontor::client {

// Whether an answer speaks for the key itself. The others (sign-in, load, maintenance) say only
// that this one sending was turned away, and an earlier one may have been carried out.
static bool speaksForTheKey(const api::Problem &problem)
{
    static constexpr int passing[] = {401, 403, 408, 421, 429, 503};
    return std::find(std::begin(passing), std::end(passing), problem.status) == std::end(passing);
}

static std::optional<ApiError> errorOfCommand(const HttpResponse &response)
{
    if (auto error = errorOf(response, CallKind::Command)) {
        return error;
    }
    if (response.body.isEmpty() && response.status != 204) {
        return unreadable(CallKind::Command, u"HTTP %1 without a body"_s.arg(response.status));
    }
    if (!response.body.isEmpty()) {
        const auto json = readBody<RawJson>(response.body, CallKind::Command);
        if (!json) {
            return json.error();
        }
    }
    return std::nullopt;
}

static ApiError notSaved(const QString &technical)
{
    ApiError error;
    error.kind = ApiError::Kind::Refused;
    error.problem.code = u"not-saved"_s;
    error.problem.detail = QCoreApplication::translate("kontor::client::ApiError",
        "This computer cannot write to its disk. Nothing was sent.");
    error.technical = technical;
    return error;
}

PendingCommand::PendingCommand(const SendingTools &tools, CommandRecord record,
    QString cardSession, QObject *parent)
    : QObject(parent), m_tools(&tools), m_record(std::move(record)),
      m_cardSession(std::move(cardSession))
{
    m_notice.setSingleShot(true);
    m_retry.setSingleShot(true);
    connect(&m_notice, &QTimer::timeout, this, &PendingCommand::notice);
    connect(&m_retry, &QTimer::timeout, this, &PendingCommand::send);
}

void PendingCommand::begin()
{
    const auto saved = m_tools->files.save(m_record);
    if (!saved) {
        finish(State::Refused, notSaved(saved.error()));
        return;
    }
    send();
}

void PendingCommand::resume()
{
    m_state = State::BeingChecked;
    m_mayHaveArrived = true;
    m_retry.start(0);
}

void PendingCommand::checkNow()
{
    if (m_retry.isActive()) {
        send();
    }
}

void PendingCommand::send()
{
    m_retry.stop();
    ++m_attempt;
    if (m_state == State::BeingChecked) {
        Q_EMIT beingChecked(m_attempt, 0);
    } else {
        m_notice.start(m_tools->pace.notice);
    }
    const QByteArray owner = m_record.user.value_or(QByteArray());
    const bool isOthers = owner != m_tools->sender.user;
    HttpRequest request = commandRequest(m_tools->sender,
        {m_record.method, m_record.target, m_record.body},
        {m_record.key, m_record.expectedVersion, m_cardSession, isOthers ? owner : QByteArray()});
    request.deadline = m_tools->pace.deadline;
    m_tools->transport.send(std::move(request)).then(this, [this](const HttpResponse &response) {
        take(response);
    });
}

void PendingCommand::take(const HttpResponse &response)
{
    m_notice.stop();
    const auto error = errorOfCommand(response);
    if (!error) {
        finishDone(response.body);
        return;
    }
    if (isFinal(*error)) {
        finish(error->kind == ApiError::Kind::Refused ? State::Refused : State::NotSent, *error);
        return;
    }
    m_mayHaveArrived = m_mayHaveArrived || error->kind == ApiError::Kind::Unknown;
    m_error = *error;
    waitForNextTry();
}

bool PendingCommand::isFinal(const ApiError &error) const
{
    const bool mustGoOn = m_mayHaveArrived || m_record.isAdvice;
    switch (error.kind) {
    case ApiError::Kind::Refused: return !mustGoOn || speaksForTheKey(error.problem);
    case ApiError::Kind::Offline: return !mustGoOn;
    case ApiError::Kind::Unknown:
    case ApiError::Kind::Unreadable: return false;
    }
    return false;
}

void PendingCommand::notice()
{
    m_state = State::BeingChecked;
    Q_EMIT beingChecked(m_attempt, 0);
}

void PendingCommand::waitForNextTry()
{
    const auto pause = m_tools->pace.retry.delay(m_attempt, m_tools->random);
    m_state = State::BeingChecked;
    m_retry.start(pause);
    Q_EMIT beingChecked(m_attempt, pause.count());
}

// Told first, removed then: after a crash in between, the program hears of it again.
void PendingCommand::finishDone(const QByteArray &body)
{
    m_state = State::Done;
    m_body = body;
    const QPointer<PendingCommand> alive(this);
    PendingCommands &files = m_tools->files;
    const QByteArray key = m_record.key;
    Q_EMIT done(m_body);
    files.remove(key);
    if (alive) {
        Q_EMIT settled();
    }
}

// Removed first, told then: once somebody was told that nothing happened, no restart may send it.
void PendingCommand::finish(State state, const ApiError &error)
{
    m_error = error;
    if (!m_tools->files.remove(m_record.key)) {
        waitForNextTry();
        return;
    }
    m_state = state;
    const QPointer<PendingCommand> alive(this);
    if (state == State::Refused) {
        Q_EMIT refused(m_error);
    } else {
        Q_EMIT notSent(m_error);
    }
    if (alive) {
        Q_EMIT settled();
    }
}

CommandSender::CommandSender(SendingTools tools, QObject *parent)
    : QObject(parent), m_tools(std::move(tools))
{
}

PendingCommand *CommandSender::begin(NewCommand command)
{
    if (PendingCommand *known = find(command.key)) {
        return known;
    }
    CommandRecord record{command.key, command.kind, command.request.method, command.request.target,
        command.request.body, command.expectedVersion, command.isAdvice, command.summary,
        m_tools.clock.now()};
    if (!m_tools.sender.user.isEmpty()) {
        record.user = m_tools.sender.user;
    }
    if (record.key.isEmpty()) {
        record.key = IdGenerator(m_tools.clock, m_tools.random).next().toString();
    }
    PendingCommand *pending = add(std::move(record), command.cardSession);
    QTimer::singleShot(0, pending, &PendingCommand::begin);
    return pending;
}

CommandSender::Resumed CommandSender::resume()
{
    PendingCommands::Listing listing = m_tools.files.load();
    Resumed resumed{{}, std::move(listing.setAside)};
    for (CommandRecord &record : listing.commands) {
        if (!find(record.key)) {
            resumed.commands.append(add(std::move(record), {}));
            resumed.commands.last()->resume();
        }
    }
    return resumed;
}

void CommandSender::checkNow()
{
    const auto commands = m_open;
    for (PendingCommand *command : commands) {
        command->checkNow();
    }
}

PendingCommand *CommandSender::add(CommandRecord record, const QString &cardSession)
{
    auto *command = new PendingCommand(m_tools, std::move(record), cardSession, this);
    m_open.append(command);
    connect(command, &PendingCommand::settled, this, [this, command] {
        m_open.removeOne(command);
        command->deleteLater();
        Q_EMIT openChanged(int(m_open.size()));
    });
    Q_EMIT openChanged(int(m_open.size()));
    return command;
}

PendingCommand *CommandSender::find(const QByteArray &key) const
{
    const auto found = std::find_if(m_open.begin(), m_open.end(),
        [&](const PendingCommand *command) { return command->record().key == key; });
    return found != m_open.end() ? *found : nullptr;
}

} // namespace kontor::client
