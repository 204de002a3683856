// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Page.h"
#include "api/Problem.h"
#include "application/Submission.h"
#include "application/ports/Views.h"
#include "foundation/Describe.h"
#include "foundation/Secret.h"
#include "server/auth/Desk.h"
#include "server/http/Reply.h"
#include "server/http/RequestContext.h"
#include "server/openapi/Operation.h"

#include <memory>
#include <optional>

namespace kontor::server {

class Branch;

//! One request on its way through a route: what it asks, and the one answer. Whatever reads the
//! request and finds it wanting has answered already when it returns nothing; the route just stops.
class Call final : public std::enable_shared_from_this<Call>
{
public:
    Call(RequestContext &&context, Reply &&reply, const Secret<QByteArray> &fingerprintKey);

    //! A segment of the path as an id, else 400.
    template<class Id>
    std::optional<Id> id(const char *name)
    {
        const auto parsed = Id::parse(segment(name));
        if (!parsed) {
            refuseParameter(name, u"\"%1\" is not an id."_s.arg(text(name)));
        }
        return parsed;
    }
    QByteArray segment(const char *name) const;
    QString text(const char *name) const { return QString::fromUtf8(segment(name)); }
    QString cardSession() const;
    //! Of the types that the route answers with, the one that the Accept header names first.
    QByteArray preferredType() const { return preferredType({}); }
    //! Also of `others`, with which it does not answer.
    QByteArray preferredType(const QByteArrayList &others) const;

    //! Who has signed in; nullptr while the server runs open.
    const CallerPtr &caller() const { return m_context.caller; }
    QHostAddress source() const { return m_context.request.source; }
    const domain::Principal &principal() const { return m_context.principal; }
    //! How far the caller may go with what this route does.
    domain::Reach reach() const;
    //! The id of a customer or user who may see what is their own only; nothing where all may be seen.
    std::optional<Uuid> onlyOwn() const;
    bool maySee(AccountId id, const domain::Account &account) const;
    //! Whether the caller is told by whose order an account is blocked: those who may block, and
    //! other systems, which webhooks tell anyway.
    bool mayKnowOrders() const;
    //! The account, or 404: what the caller may not see is as good as not there.
    std::optional<application::AccountRow> account(Branch &branch, AccountId id);

    //! The parameters that the route's entry describes. Others, and values that do not fit, were
    //! refused before the route ran; an absent number is what its entry says.
    QString queryText(const char *name) const;
    qint64 queryNumber(const char *name) const;
    bool queryFlag(const char *name) const;
    std::optional<Timestamp> queryTime(const char *name) { return m_context.query.time(name); }
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

    bool hasBody() const { return !m_context.request.body.isEmpty(); }
    //! The body as it is, for a route that takes no JSON.
    const QByteArray &bodyBytes() const { return m_context.request.body; }
    //! Only what would be answered is asked, and nothing shall happen.
    bool isHead() const { return m_context.request.method == Method::Head; }
    QString actorName() const { return m_context.actor.name; }
    //! The body, read strictly and in the route's own words; else 400 with each error.
    template<class T>
    std::optional<T> body(const JsonLimits &limits = {})
    {
        const auto document = json(limits);
        return document ? need(fromJson<T>(*document)) : std::nullopt;
    }
    //! For routes that need no body: an empty object may stand there, 400 for anything else.
    bool noBody();

    bool hasKey() const { return m_context.idempotencyKey.has_value(); }
    //! Whose key it is, and which; two requests meet where these are equal.
    QByteArray keyOwner() const { return m_context.keySpace(); }
    //! Who asks, whatever key they name.
    QByteArray ownSpace() const { return m_context.ownSpace(); }
    QByteArray key() const { return m_context.idempotencyKey.value_or(QByteArray()); }
    //! The key with all that a command of this request would have, but no command.
    application::Submission keyAlone() const { return submission(std::nullopt); }
    //! Told what is answered, whoever does it and whether or not the caller is still there. It leaves
    //! when `send` is called.
    using Told = std::function<void(const Answer &answer, std::function<void()> send)>;
    void whenAnswered(Told told) { m_told = std::move(told); }
    //! The answer that an earlier request got under the same key.
    void repeat(Answer answer);

    //! The command with all that the request says about who, why and under which key.
    application::Submission submission(std::optional<domain::Command> command) const;
    using Render = std::function<void(Call &, const application::CommandResult &)>;
    //! Submits and answers; `render` is asked only for what was accepted.
    void command(Branch &branch, domain::Command command, Render render);

    //! What the answer will be about, where the path does not name it by its id; for the audit.
    void about(const Uuid &subject) { m_subject = subject.toString(); }
    //! Marks the answer as an earlier one where the ledger has told it again.
    void note(const application::CommandResult &result);
    void noteReplay() { m_isReplay = true; }
    void send(Answer answer);
    void answer(int status, const QByteArray &json, Headers headers = {});
    //! Anything but JSON.
    void answerAs(const QByteArray &mediaType, const QByteArray &body, Headers headers = {});
    //! Begins an answer without an end.
    ReplyStream stream(const QByteArray &mediaType, const QByteArray &first);
    void redirect(const QByteArray &target);
    void noContent();
    void refuse(api::ProblemCode code, const QString &detail = {});
    void refuse(api::Problem problem);
    void refuse(const FieldErrors &errors);
    //! Of the path or the query.
    void refuseParameter(const char *name, const QString &detail)
    {
        refuse(RequestContext::parameterProblem(QString::fromLatin1(name), detail));
    }
    //! A refusal that may pass by itself: nothing is kept under the key.
    void refusePassing(api::ProblemCode code, const QString &detail)
    {
        m_passes = true;
        refuse(code, detail);
    }
    //! Whatever became of a submission other than acceptance.
    void refuse(const application::CommandResult &result);
    void refuse(const Refused &refused);
    //! False once the client has gone: nobody waits for the answer.
    bool isConnected() const;

private:
    std::optional<JsonValue> json(const JsonLimits &limits);
    api::Problem pointed(const domain::Refusal &refusal) const;
    QByteArray subject() const;
    QByteArray fingerprintWith(const QByteArray &body) const;
    template<class T>
    std::optional<T> need(Result<T, FieldErrors> result)
    {
        if (!result) {
            refuse(result.error());
            return std::nullopt;
        }
        return std::move(*result);
    }

    RequestContext m_context;
    Reply m_reply;
    bool m_isReplay = false;
    bool m_passes = false;
    QByteArray m_subject;
    Told m_told;
    const Secret<QByteArray> &m_fingerprintKey;
    //! What stands in the body, in the route's own words.
    QByteArrayList m_members;
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
