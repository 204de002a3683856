// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Audit.h"

#include "application/ports/ReadFault.h"
#include "foundation/LogCategories.h"
#include "server/http/RouteTable.h"

#include <chrono>
#include <cstring>

namespace kontor::server {

using storage::AuditRow;
using storage::AuditTrail;

static constexpr std::chrono::milliseconds gatherTime(200);
static constexpr std::size_t gatherMost = 4'000;
static constexpr std::size_t waitMost = 100'000;
// What a day has left is forgotten in pieces, between which rows are written and read.
static constexpr int forgetMost = 1'000;
static constexpr std::chrono::milliseconds forgettingPause(50);
static constexpr qint64 secondsOfDay = 86'400;

bool isAbout(domain::Action action)
{
    using enum domain::Action;
    switch (action) {
    case UserRead:
    case UserList:
    case KeyRead:
    case AuditRead:
    case SessionManage:
    case CustomerList:
    case CustomerRead:
    case AccountList:
    case AccountRead:
    case CardRead:
    case WithdrawalRead:
    case EventsRead:
    case WebhookRead:
        return true;
    default:
        return false;
    }
}

Result<std::unique_ptr<Audit>, storage::OpenError> Audit::open(const QString &directory,
    const Clock &clock, int daysKept)
{
    auto trail = AuditTrail::open(directory);
    if (!trail) {
        return Failure{trail.error()};
    }
    // A row whose number was given away before would be taken for one that is there already.
    const auto lastId = (*trail)->lastId();
    if (!lastId) {
        return Failure{lastId.error()};
    }
    return std::unique_ptr<Audit>(
        new Audit(directory, clock, daysKept, std::move(*trail), *lastId));
}

Audit::Audit(const QString &directory, const Clock &clock, int daysKept, Trail trail, qint64 lastId)
    : m_clock(clock), m_daysKept(daysKept), m_trail(std::move(trail)), m_lastId(lastId),
      m_workers(
          [directory] {
              // The file was opened a moment ago; only the disk can refuse it now.
              auto opened = AuditTrail::open(directory);
              if (!opened) {
                  storage::halt(opened.error().exitCode, opened.error().message);
              }
              return std::move(*opened);
          },
          1)
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(gatherTime);
    m_flush.callOnTimeout(this, &Audit::flush);
    m_daily.callOnTimeout(this, &Audit::forgetOld);
    m_daily.start(std::chrono::hours(24));
    forgetOld();
}

// Rows that the thread has written meanwhile are there already and stay.
Audit::~Audit()
{
    if (const auto added = m_trail->add(m_rows); !added) {
        qCCritical(logServer, "audit.db: %zu rows are lost: %s", m_rows.size(),
            qUtf8Printable(added.error()));
    }
}

// ---- what is seen -----------------------------------------------------------------------------

// An id in the one way that it is asked for, however the path writes it.
static QByteArray subjectIn(const RequestContext &context)
{
    const QByteArray named
        = context.captures.isEmpty() ? QByteArray() : context.captures.first().second;
    const auto id = Uuid::parse(named);
    return id ? id->toString() : named;
}

static QByteArray literal(const char *text)
{
    return QByteArray::fromRawData(text, qsizetype(std::strlen(text)));
}

QByteArray Audit::nameOf(const QHostAddress &address)
{
    static constexpr qsizetype mostAddresses = 1'000;
    const auto known = m_addresses.constFind(address);
    if (known != m_addresses.constEnd()) {
        return *known;
    }
    if (m_addresses.size() >= mostAddresses) {
        m_addresses.clear();
    }
    return *m_addresses.insert(address, address.toString().toLatin1());
}

// Whoever may ask for anything may ask for a path of 8 KiB, thousands of times: what is longer than
// any real one is cut, or it would fill the disk.
static QByteArray cut(const QByteArray &text)
{
    static constexpr qsizetype longest = 256;
    return text.size() <= longest ? text : text.first(longest - 3) + "...";
}

AuditRow Audit::rowOf(const RequestContext &context)
{
    AuditRow row;
    row.at = m_clock.now();
    row.actor = context.actor;
    row.actorId = context.principal.id.isNull() ? QByteArray() : context.principal.id.toString();
    row.action = literal(domain::actionName(context.route->action));
    row.method = literal(server::nameOf(context.request.method));
    row.path = cut(context.request.path);
    row.subject = cut(subjectIn(context));
    row.source = nameOf(context.request.source);
    row.correlationId = context.correlationId;
    return row;
}

// Whoever knocks without a token and finds the door shut has seen and done nothing.
static bool isTurnedAwayStranger(const RequestContext &context)
{
    return context.principal.role == domain::Role::Nobody
        && context.principal.reach(context.route->action) == domain::Reach::None;
}

// What keeps a connection alive changes nothing; that it was made is seen.
static bool changesSomething(const RequestContext &context)
{
    return isWrite(context.request.method) && context.route->action != domain::Action::LiveCarry;
}

std::optional<Rejection> Audit::attend(const RequestContext &context, Reply &reply)
{
    const bool isSeen = changesSomething(context) || isAbout(context.route->action);
    if (!context.caller || !isSeen || isTurnedAwayStranger(context)) {
        return std::nullopt;
    }
    if (m_rows.size() >= waitMost) {
        return Rejection{api::Problem::of(api::ProblemCode::Overloaded,
                             u"The audit cannot be written, and nothing is done unseen."_s),
            {}};
    }
    reply.tellWhenSent([this, row = rowOf(context)](const Answer &answer) {
        keep(row, answer);
    });
    return std::nullopt;
}

// What was made is named by its address.
static QByteArray madeBy(const Answer &answer)
{
    for (const auto &[name, value] : answer.headers) {
        if (name == "Location") {
            return value.sliced(value.lastIndexOf('/') + 1);
        }
    }
    return {};
}

void Audit::keep(AuditRow row, const Answer &answer)
{
    row.id = ++m_lastId;
    row.status = answer.status;
    if (!answer.subject.isEmpty()) {
        row.subject = answer.subject;
    } else if (row.subject.isEmpty()) {
        row.subject = madeBy(answer);
    }
    m_rows.push_back(std::move(row));
    if (m_rows.size() >= gatherMost && !m_failed) {
        flush();
    } else if (!m_flush.isActive()) {
        m_flush.start();
    }
}

// ---- what is written --------------------------------------------------------------------------

void Audit::flush()
{
    if (m_beingWritten > 0 || m_rows.empty()) {
        return;
    }
    const auto rows = std::make_shared<Rows>(m_rows);
    const bool taken = m_workers.run([this, rows](Trail &trail) -> std::function<void()> {
        return [this, count = rows->size(), done = trail->add(*rows)] { written(count, done); };
    });
    m_beingWritten = taken ? rows->size() : 0;
}

void Audit::written(std::size_t count, const Result<Done, QString> &done)
{
    m_beingWritten = 0;
    if (done) {
        m_rows.erase(m_rows.begin(), m_rows.begin() + std::ptrdiff_t(count));
    } else if (!m_failed) {
        qCCritical(logServer, "audit.db cannot be written: %s", qUtf8Printable(done.error()));
    }
    m_failed = !done;
    if (!m_rows.empty()) {
        m_flush.start();
    }
}

void Audit::forgetOld()
{
    const Timestamp end = m_clock.now().plusSeconds(-m_daysKept * secondsOfDay);
    m_workers.run([this, end](Trail &trail) -> std::function<void()> {
        return [this, rows = trail->forgetBefore(end, forgetMost)] { forgotten(rows); };
    });
}

void Audit::forgotten(const Result<int, QString> &rows)
{
    if (!rows) {
        qCWarning(logServer, "audit.db: %s", qUtf8Printable(rows.error()));
    } else if (*rows > 0) {
        QTimer::singleShot(forgettingPause, this, &Audit::forgetOld);
    }
}

// ---- what is asked ----------------------------------------------------------------------------

void Audit::find(const storage::AuditFilter &filter,
    std::function<void(Result<Rows, api::ProblemCode>)> answer)
{
    const auto rest = std::make_shared<Rows>(m_rows);
    const bool taken = m_workers.run([filter, rest, answer](Trail &trail) -> std::function<void()> {
        // What is waiting is written first, so that nobody misses it.
        Result<Rows, api::ProblemCode> found = Failure{api::ProblemCode::NotReady};
        try {
            if (trail->add(*rest)) {
                found = trail->find(filter);
            }
        } catch (const application::ReadFault &) {
            found = Failure{api::ProblemCode::Internal};
        }
        return [found, answer] { answer(found); };
    });
    if (!taken) {
        answer(Failure{api::ProblemCode::Overloaded});
    }
}

} // namespace kontor::server
