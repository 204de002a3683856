// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "api/Page.h"

namespace kontor::api {

//! Somebody changed something, tried to, or looked at what is about customers.
struct AuditEntry
{
    qint64 id = 0;
    Timestamp at;
    QString actorKind;
    QString actor;
    std::optional<QString> actorId;
    QString action;
    QString method;
    QString path;
    std::optional<QString> subject;
    int status = 0;
    QString source;
    QString correlationId;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &AuditEntry::id, "counted from 1", facts::ordinal);
        v("at", &AuditEntry::at, "when it was asked, UTC");
        v("actorKind", &AuditEntry::actorKind, "what kind of somebody it was", facts::actorKind);
        v("actor", &AuditEntry::actor, "a login, a customer's id, the name of a key or a machine");
        v("actorId", &AuditEntry::actorId,
            "the user or key; of two keys of one name it says which");
        v("action", &AuditEntry::action, "a row of the table of rights");
        v("method", &AuditEntry::method, "of the request");
        v("path", &AuditEntry::path, "of the request");
        v("subject", &AuditEntry::subject, "the id of what it was about");
        v("status", &AuditEntry::status, "what was answered");
        v("source", &AuditEntry::source, "the address that it came from");
        v("correlationId", &AuditEntry::correlationId, "the same as in the events that it caused");
    }
};

using AuditPage = CursorPage<AuditEntry>;

} // namespace kontor::api
