// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Reply.h"
#include "server/http/RequestDispatcher.h"
#include "server/query/Workers.h"
#include "storage/service/AuditTrail.h"

#include <QHash>
#include <QHostAddress>
#include <QTimer>

namespace kontor::server {

//! Keeps who changed something, tried to, or looked at what is about customers, while people sign in.
//! Gathers for a moment and writes in a thread of its own, so that no request waits for it; when it
//! cannot write, it keeps on trying, and once too much is waiting nothing more is done unseen.
class Audit final : public QObject
{
    Q_OBJECT

public:
    static Result<std::unique_ptr<Audit>, storage::OpenError> open(const QString &directory,
        const Clock &clock, int daysKept);
    ~Audit() override;

    //! To be called when it is known who asks: sees to it that the request leaves a row when it is
    //! answered. Strangers whom the door is shut to leave none.
    std::optional<Rejection> attend(const RequestContext &context, Reply &reply);

    using Rows = std::vector<storage::AuditRow>;
    //! Everything that was answered before is among them.
    void find(const storage::AuditFilter &filter,
        std::function<void(Result<Rows, api::ProblemCode>)> answer);

private:
    using Trail = std::unique_ptr<storage::AuditTrail>;
    Audit(const QString &directory, const Clock &clock, int daysKept, Trail trail, qint64 lastId);
    storage::AuditRow rowOf(const RequestContext &context);
    QByteArray nameOf(const QHostAddress &address);
    void keep(storage::AuditRow row, const Answer &answer);
    void flush();
    void written(std::size_t count, const Result<Done, QString> &done);
    void forgetOld();
    void forgotten(const Result<int, QString> &rows);

    const Clock &m_clock;
    int m_daysKept;
    //! For what is left at the end.
    Trail m_trail;
    qint64 m_lastId;
    //! Oldest first: those that are being written, then those that were gathered since.
    Rows m_rows;
    std::size_t m_beingWritten = 0;
    bool m_failed = false;
    //! Addresses as text: to write one out takes longer than all the rest.
    QHash<QHostAddress, QByteArray> m_addresses;
    QTimer m_flush;
    QTimer m_daily;
    Workers<Trail> m_workers;
};

//! Whether what it reads is about customers or those who serve them.
bool isAbout(domain::Action action);

} // namespace kontor::server
