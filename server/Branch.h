// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "application/Ledger.h"
#include "application/Overlay.h"
#include "application/Recent.h"
#include "application/ports/ReadFault.h"
#include "foundation/Random.h"
#include "server/config/Config.h"
#include "server/query/QueryPool.h"
#include "server/query/ViewGate.h"

#include <QObject>
#include <QTimer>

#include <algorithm>

namespace kontor::server {

//! Commands in, queries out: what the routes work with. Lives in the HTTP event loop.
class Branch final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        application::Ledger &ledger;
        QueryPool &queries;
        ViewGate &gate;
        //! For look-ups by id in this thread.
        application::ViewReader &views;
        application::StreamIndex &index;
        application::LogReader &log;
        const Clock &clock;
        IdGenerator &ids;
        const Config &config;
        QByteArray ledgerId;
        QByteArray generation;
    };
    Branch(Parts parts, const application::LogHead &head, QObject *parent = nullptr);

    const Config &config() const { return m_parts.config; }
    //! What others are told: which books these are, and which of their lives.
    QString ledgerName() const { return QString::fromLatin1(m_parts.ledgerId.toHex()); }
    QString generationName() const { return QString::fromLatin1(m_parts.generation.toHex()); }
    Timestamp now() const { return m_parts.clock.now(); }
    //! Now as the books have it: what is booked is not in the future, though the clock was set back.
    Timestamp bookedNow() const { return std::max(now(), head().recordedAt); }
    IdGenerator &ids() { return m_parts.ids; }
    const application::LogHead &head() const { return m_overlay.head(); }

    qint64 viewPosition() const { return m_parts.gate.position(); }
    //! False once the disk was full at the last commit; true again when it has room.
    bool isWritable() const { return !m_fullDisk.isActive(); }

    //! What the scrubber says about the books; `where` it found a fault, if it did.
    struct BooksCheck
    {
        qint64 lastEvent = 0;
        int rounds = 0;
        QString where;
    };
    const BooksCheck &booksCheck() const { return m_booksCheck; }
    void onScrubbed(qint64 lastEvent) { m_booksCheck = {lastEvent, m_booksCheck.rounds + 1, {}}; }
    void onBooksFault(const QString &where) { m_booksCheck.where = where; }

    //! Why webhooks are not sent; empty where they are.
    const QString &webhooksFault() const { return m_webhooksFault; }
    void setWebhooksFault(const QString &why) { m_webhooksFault = why; }

    //! When the certificate ends that new TLS connections are shown; nothing without TLS.
    std::optional<Timestamp> certificateEnd() const { return m_certificateEnd; }
    void setCertificateEnd(Timestamp end) { m_certificateEnd = end; }

    //! Why the views cannot take what is in the log; empty where they can.
    const QString &viewsFault() const { return m_viewsFault; }
    void onViewsFault(const QString &why) { m_viewsFault = why; }

    //! How often reading for a request has failed.
    int readFaults() const { return m_readFaults; }
    //! Runs something at home that reads for requests: handlers, and whatever goes on with a request
    //! later. One whose answer cannot be read is answered 500 by being dropped. False where reading
    //! failed.
    template<class Work>
    bool reading(Work &&work)
    {
        try {
            work();
            return true;
        } catch (const application::ReadFault &) {
            ++m_readFaults;
            return false;
        }
    }

    void submit(application::Submission submission, application::Completion completion);
    //! Several in one commit; each answer comes with its place among them.
    void submitTogether(std::vector<application::Submission> submissions,
        const std::function<void(std::size_t, const application::CommandResult &)> &completion);

    //! The newest state: from the overlay, else from the views, which then have it too.
    std::optional<application::AccountRow> account(AccountId id);
    //! Any stream's newest state; nothing where it has no events.
    std::optional<application::ChangedStream> stream(const domain::StreamName &name);

    template<class T>
    using Answered = std::function<void(Result<T, api::ProblemCode>)>;
    //! Runs `query` in a reading thread once the views have all that was acknowledged so far. Nobody's
    //! queries wait for more than one of another caller's.
    template<class T>
    void ask(const QByteArray &caller, std::function<T(QuerySources &)> query, Answered<T> answer)
    {
        m_parts.gate.whenReached(head().position,
            [this, caller, query = std::move(query), answer = std::move(answer)](bool inTime) {
                if (!inTime) {
                    answer(Failure{api::ProblemCode::ViewBehind});
                } else if (!dispatch<T>(caller, query, answer)) {
                    answer(Failure{api::ProblemCode::Overloaded});
                }
            });
    }

    //! The ledger's turn hook.
    void onCommit(const application::CommittedBatchPtr &batch);
    void onViewsReached(qint64 position, qint64 outcome);
    void onViewsRebuilt()
    {
        m_recentAccounts.clear();
        m_recentStreams.clear();
        m_booksCheck = {};
    }

Q_SIGNALS:
    //! At home after each commit; the answers to its commands follow.
    void committed(const application::CommittedBatchPtr &batch);

private:
    void forgetViewed();
    application::Completion watched(application::Completion completion);
    template<class T>
    bool dispatch(const QByteArray &caller, const std::function<T(QuerySources &)> &query,
        const Answered<T> &answer)
    {
        return m_parts.queries.run(
            [this, query, answer](QuerySources &sources) -> std::function<void()> {
                try {
                    return [this, result = query(sources), answer] {
                        reading([&] { answer(result); });
                    };
                } catch (const application::ReadFault &) {
                    return [this, answer] {
                        ++m_readFaults;
                        answer(Failure{api::ProblemCode::Internal});
                    };
                }
            },
            caller);
    }

    Parts m_parts;
    BooksCheck m_booksCheck;
    QString m_webhooksFault;
    std::optional<Timestamp> m_certificateEnd;
    QString m_viewsFault;
    int m_readFaults = 0;
    application::Overlay m_overlay;
    //! Enough that a branch's accounts stay; some 400 bytes each.
    application::Recent<AccountId, application::AccountRow> m_recentAccounts{50'000};
    //! Who asks is looked up for every request: users, keys, cards; some 500 bytes each.
    application::Recent<domain::StreamName, application::ChangedStream> m_recentStreams{5'000};
    //! Runs while the disk is full: nobody may send writes to a server that says so, and yet it must
    //! find out.
    QTimer m_fullDisk;
};

} // namespace kontor::server
