// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Identity.h"

#include "foundation/LogCategories.h"

#include <QFileInfo>
#include <QTimer>

#include <chrono>

namespace kontor::server {

// Sessions that are over, and their tokens: a few hundredths of a second's work.
static constexpr int tidyMost = 500;
static constexpr std::chrono::milliseconds tidyingPause(100);

Result<std::unique_ptr<Identity>, storage::OpenError> Identity::open(const Setup &setup)
{
    auto keys = TokenKeys::open(
        TokenKeys::fileIn(setup.branch.config().dataDirectory), setup.clock);
    if (!keys) {
        return Failure{keys.error()};
    }
    std::unique_ptr<Identity> identity(new Identity(setup, std::move(*keys)));
    if (const auto restored = identity->restore(); !restored) {
        return Failure{restored.error()};
    }
    identity->watchTokenKeys();
    identity->tidyHourly();
    return identity;
}

Identity::Identity(const Setup &setup, TokenKeys keys)
    : m_branch(setup.branch), m_clock(setup.clock), m_pinKey(setup.pepper),
      m_keyFile(TokenKeys::fileIn(m_branch.config().dataDirectory)), m_tokenKeys(std::move(keys)),
      m_tokens(m_branch.config().tokenAlgorithm, m_tokenKeys), m_hasher(m_pinKey),
      m_safe(m_branch.config().dataDirectory, m_pinKey),
      m_throttle(m_clock, setup.fingerprintKey,
          [this](const storage::SignInCount &count) {
              m_safe.tell([count](SafeContents &safe) {
                  return count.failures > 0 ? safe.counts.put(count)
                                            : safe.counts.erase(count.subject);
              });
          }),
      m_authenticator(m_branch, m_tokens, m_sessions), m_users(parts()), m_sessionDesk(parts()),
      m_keyDesk(parts())
{
    connect(&m_branch, &Branch::committed, this,
        [this](const application::CommittedBatchPtr &batch) { m_authenticator.follow(*batch); });
}

IdentityParts Identity::parts()
{
    return {m_branch, m_hasher, m_safe, m_sessions, m_tokens, m_throttle, m_authenticator};
}

Result<Done, storage::OpenError> Identity::restore()
{
    auto service = storage::ServiceDb::open(m_branch.config().dataDirectory);
    if (!service) {
        return Failure{service.error()};
    }
    SafeContents contents(std::move(*service), m_pinKey);
    restoreKeys(contents);
    if (const auto restored = restoreSessions(contents); !restored) {
        return Failure{storage::OpenError{storage::OpenError::Io, restored.error()}};
    }
    m_throttle.restore(
        contents.counts.since(m_clock.now().plusSeconds(-SignInThrottle::memorySeconds)));
    m_setUpSecret = m_users.freshSetUpSecret(contents);
    return Done{};
}

void Identity::restoreKeys(SafeContents &contents)
{
    for (const auto &[id, box] : contents.keys.all()) {
        if (const auto digest = unbound(m_pinKey, {id.uuid, 0}, box)) {
            m_authenticator.addKey(*digest, id);
        } else {
            qCCritical(logServer,
                "service.db: what it has of key %s was not written for it, and does not count: "
                "revoke it and issue another",
                id.toString().constData());
        }
    }
}

// A suspension is in the log before the sessions end. Where the process ended in between they end
// here, or they would be alive again with whoever is reinstated.
Result<Done, QString> Identity::restoreSessions(SafeContents &contents)
{
    for (const storage::SessionRow &session : contents.sessions.live(m_clock.now())) {
        const auto user = m_branch.stream(domain::StreamName::of(session.user));
        if (user && m_authenticator.isSessionLive(session, std::get<domain::User>(*user->state))) {
            m_sessions.add(session);
        } else if (const auto ended = contents.sessions.end(session.id); !ended) {
            return ended;
        }
    }
    return Done{};
}

// A rotation by the command line is noticed within two seconds, without a signal.
void Identity::watchTokenKeys()
{
    m_keyFileTime = QFileInfo(m_keyFile).lastModified();
    auto *timer = new QTimer(this);
    timer->callOnTimeout(this, [this] {
        const QDateTime time = QFileInfo(m_keyFile).lastModified();
        if (time != m_keyFileTime) {
            reloadTokenKeys();
        }
    });
    timer->start(std::chrono::seconds(2));
}

// A server may run for years: what is over does not wait for its next start.
void Identity::tidyHourly()
{
    auto *timer = new QTimer(this);
    timer->callOnTimeout(this, [this] {
        m_safe.tell([now = m_clock.now()](SafeContents &safe) {
            return safe.counts.forgetBefore(now.plusSeconds(-SignInThrottle::memorySeconds));
        });
        tidySessions();
    });
    timer->start(std::chrono::hours(1));
    tidySessions();
}

// In pieces, between which others get at what they sign in with.
void Identity::tidySessions()
{
    m_safe.ask<bool>(
        [now = m_clock.now()](SafeContents &safe) { return safe.sessions.forgetOver(now, tidyMost); },
        [this](const Result<bool, QString> &more) {
            if (!more) {
                qCWarning(logServer, "service.db: %s", qUtf8Printable(more.error()));
            } else if (*more) {
                QTimer::singleShot(tidyingPause, this, &Identity::tidySessions);
            }
        });
}

void Identity::reloadTokenKeys()
{
    m_keyFileTime = QFileInfo(m_keyFile).lastModified();
    if (const auto reloaded = m_tokenKeys.reload(); !reloaded) {
        qCCritical(logServer, "the keys of access tokens stay as they were: %s",
            qUtf8Printable(reloaded.error().message));
        return;
    }
    m_authenticator.forget();
    qCInfo(logServer, "access tokens are signed with key %s", m_tokenKeys.newest().id.constData());
}

} // namespace kontor::server
