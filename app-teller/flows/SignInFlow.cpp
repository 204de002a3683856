// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/flows/SignInFlow.h"

#include "foundation/Strings.h"

namespace kontor::teller {

using client::Answer;

SignInFlow::SignInFlow(const Clock &clock, Random &random, QObject *parent)
    : QObject(parent), m_clock(&clock), m_ids(clock, random)
{
}

void SignInFlow::useLine(client::Transport *line)
{
    ++m_try;
    m_client.reset();
    m_session.reset();
    m_line = line;
    if (line) {
        m_session = std::make_unique<client::SessionTransport>(*line, *m_clock);
        m_client = std::make_unique<client::KontorClient>(*m_session, QString(), u"teller"_s);
    }
    setBusy(false);
}

void SignInFlow::signIn(const QString &user, const Secret<QString> &password)
{
    if (m_busy || !m_client) {
        return;
    }
    if (user.isEmpty() || password.reveal().isEmpty()) {
        Q_EMIT failed(user.isEmpty() ? tr("Enter the user") : tr("Enter the password"));
        return;
    }
    setBusy(true);
    m_session->forget();
    api::SignInRequest request;
    request.username = user;
    request.password = password.reveal();
    client::CommandOptions options;
    options.key = "teller/" + m_ids.next().toString() + "/sign-in";
    m_client->signIn(request, options)
        .then(this, [this, attempt = ++m_try](const Answer<api::SignedIn> &answer) {
            if (attempt == m_try) {
                takeSession(answer);
            }
        });
}

void SignInFlow::takeSession(const Answer<api::SignedIn> &answer)
{
    if (!answer) {
        return fail(answer.error());
    }
    m_signedIn = *answer;
    m_session->begin(*answer);
    m_client->me().then(this, [this, attempt = m_try](const Answer<api::Me> &who) {
        if (attempt == m_try) {
            takeRights(who);
        }
    });
}

void SignInFlow::takeRights(const Answer<api::Me> &answer)
{
    if (!answer) {
        return fail(answer.error());
    }
    setBusy(false);
    const bool worksHere = answer->role == api::Role::Teller
        || answer->role == api::Role::Supervisor;
    if (!worksHere) {
        Q_EMIT failed(tr("This user is no teller and no supervisor."));
        return;
    }
    // From the event loop: whoever hears it may put another line in the place of this one.
    QMetaObject::invokeMethod(this, [this, attempt = m_try, who = *answer] {
        if (attempt == m_try) {
            Q_EMIT signedIn(*m_signedIn, who);
        }
    }, Qt::QueuedConnection);
}

void SignInFlow::fail(const client::ApiError &error)
{
    setBusy(false);
    Q_EMIT failed(error.isSilence() ? tr("The bank server does not answer. Try again in a moment.")
                                    : error.userMessage());
}

void SignInFlow::setBusy(bool busy)
{
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace kontor::teller
