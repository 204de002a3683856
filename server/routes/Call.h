// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Page.h"
#include "api/Problem.h"
#include "application/Submission.h"
#include "foundation/Describe.h"
#include "foundation/Secret.h"
#include "server/http/Reply.h"
#include "server/http/RequestContext.h"

#include <memory>
#include <optional>

namespace kontor::server {

class Branch;

//! One request on its way through a route: what it asks, and the one answer. Whatever reads the
//! request and finds it wanting has answered already when it returns nothing; the route just stops.
class Call final : public std::enable_shared_from_this<Call>
{
public:
    Call(RequestContext context, Reply reply, const Secret<QByteArray> &fingerprintKey);

    //! A segment of the path as an id, else 400.
    template<class Id>
    std::optional<Id> id(const char *name)
    {
        const auto parsed = Id::parse(segment(name));
        if (!parsed) {
            refuse(api::ProblemCode::InvalidParameter, u"\"%1\" is not an id."_s.arg(text(name)));
        }
        return parsed;
    }
    QByteArray segment(const char *name) const;
    QString text(const char *name) const { return QString::fromUtf8(segment(name)); }
    QString cardSession() const;

    //! The parameters that the route's entry describes. Others, and values that do not fit, were
    //! refused before the route ran; an absent number is what its entry says.
    QString queryText(const char *name) const;
    qint64 queryNumber(const char *name) const;
    bool queryFlag(const char *name) const;
    template<class Id>
    std::optional<Id> queryId(const char *name) const
    {
        return Id::parse(queryText(name).toLatin1());
    }
    template<NamedEnum E>
    std::optional<E> queryChoice(const char *name) const
    {
        return fromName<E>(queryText(name).toStdString());
    }

    //! The body as strict JSON.
    std::optional<JsonValue> json(const JsonLimits &limits = {});
    template<class T>
    std::optional<T> body(const JsonLimits &limits = {})
    {
        auto document = json(limits);
        return document ? read<T>(std::move(*document)) : std::nullopt;
    }
    template<class T>
    std::optional<T> read(Result<JsonValue, FieldErrors> document)
    {
        auto known = need(std::move(document));
        return known ? need(fromJson<T>(*known)) : std::nullopt;
    }
    //! The value, or 400 with each error.
    template<class T>
    std::optional<T> need(Result<T, FieldErrors> result)
    {
        if (!result) {
            refuseFields(result.error());
            return std::nullopt;
        }
        return std::move(*result);
    }
    //! The command with all that the request says about who, why and under which key.
    application::Submission submission(domain::Command command) const;
    using Render = std::function<void(Call &, const application::CommandResult &)>;
    //! Submits and answers; `render` is asked only for what was accepted.
    void command(Branch &branch, domain::Command command, Render render);

    //! Says so in the answer where the result is one that was given before. command() does it.
    void noteReplay(const application::CommandResult &result);
    void answer(int status, const QByteArray &json, Headers headers = {});
    void noContent();
    void refuse(api::ProblemCode code, const QString &detail = {});
    void refuse(api::Problem problem);
    //! Whatever became of a submission other than acceptance.
    void refuse(const application::CommandResult &result);
    void refuseFields(const FieldErrors &errors);
    //! False once the client has gone: nobody waits for the answer.
    bool isConnected() const;

private:
    RequestContext m_context;
    Reply m_reply;
    bool m_isReplay = false;
    const Secret<QByteArray> &m_fingerprintKey;
};
using CallPtr = std::shared_ptr<Call>;

//! Fills in the counts of a numbered page.
template<class Item>
api::Page<Item> numbered(api::Page<Item> page, int number, int size, qint64 total)
{
    page.page = number;
    page.pageSize = size;
    page.totalCount = total;
    page.totalPages = (total + size - 1) / size;
    return page;
}

} // namespace kontor::server
