// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Paths.h"
#include "server/http/Message.h"
#include "server/http/Query.h"
#include "server/http/RouteTable.h"
#include "server/openapi/Schema.h"

// What is known of a route. The server reads parameters by it, and /openapi.json, the pages under
// /docs and docs/api.md are made from it; so what readers are told is what the server does.

namespace kontor::server {

//! Text that has to be given.
class Words
{
public:
    Words(const char *utf8) : m_utf8(utf8) {}
    operator const char *() const { return m_utf8; }

private:
    const char *m_utf8;
};

//! A parameter behind the question mark. Whatever does not fit is refused before the handler runs.
struct Parameter
{
    enum class Kind { Text, Number, Flag, Id, Time };

    QByteArray name;
    Kind kind = Kind::Text;
    const char *text = "";
    //! Of a number. Of a text: how many characters it may have; 0: as many as fit.
    qint64 least = 0;
    qint64 most = 0;
    //! What a number that is not given counts as.
    qint64 otherwise = 0;
    //! The only texts; with a number, words that may stand in its place.
    QByteArrayList values = {};
    //! A text that says nothing is as good as none: a search for nothing. Other filters without a
    //! value are refused, so that nobody who means one gets all.
    bool mayBeEmpty = false;
    //! A text that is asked for with reason, and why it is refused all the same.
    QByteArray notTaken = {};
    const char *whyNot = "";

    JsonValue schema() const;
    //! Collects in `query` what is wrong with its value there.
    void check(Query &query) const;
};

namespace query {

Parameter text(const char *name, const char *text);
//! The same, but it may be empty: what is typed into a search, or not looked at.
Parameter anyText(const char *name, const char *text);
//! What is typed into a search: it may be empty, and is no longer than anything that could be found.
Parameter search(const char *name, const char *text);
struct Range
{
    qint64 least;
    qint64 most;
    qint64 otherwise;
};
Parameter number(const char *name, Range range, const char *text);
//! A number, or a word in its place.
Parameter numberOr(const char *word, const char *name, Range range, const char *text);
//! true or false, false where it is absent.
Parameter flag(const char *name, const char *text);
Parameter id(const char *name, const char *text);
//! A moment, as RFC 3339 has them.
Parameter time(const char *name, const char *text);
Parameter choice(const char *name, QByteArrayList values, const char *text);
template<NamedEnum E>
Parameter choice(const char *name, const char *text)
{
    QByteArrayList values;
    for (const auto &[value, valueName] : EnumNames<E>::names) {
        values << valueName;
    }
    return choice(name, values, text);
}
//! page and pageSize, behind the others.
QList<Parameter> paged(QList<Parameter> others = {});

} // namespace query

struct SecretNames
{
    QByteArrayList names;
    template<class Owner, class Member>
    void operator()(const char *name, Member Owner::*, const char * = "", const Facts &facts = {})
    {
        if (facts.isSecret) {
            names << name;
        }
    }
};

//! The names of a described struct's secret members.
template<Described T>
QByteArrayList secretsOf()
{
    SecretNames secrets;
    T::describe(secrets);
    return secrets.names;
}

//! What a body or an answer holds. A described struct is told by an example: a value of it, from
//! which type, schema and JSON follow.
class Content
{
public:
    Content() = default;
    template<Described T>
    Content(const T &value)
        : mediaType("application/json"), example(toJson(value)),
          schema([](Schemas &schemas, Flow flow) { return schemas.of<T>(flow); }),
          secrets(secretsOf<T>())
    {
    }
    //! Anything but JSON.
    Content(const char *type, const char *text) : mediaType(type), example(text) {}
    //! An object that has a description of its own elsewhere.
    static Content anyObject(const char *json);

    bool isNothing() const { return mediaType.isEmpty(); }

    QByteArray mediaType;
    QByteArray example;
    JsonValue (*schema)(Schemas &, Flow) = nullptr;
    QByteArrayList secrets;
};

//! Another word for a member, as some documents have it.
struct Synonym
{
    const char *word;
    const char *canonical;
};
using Synonyms = std::vector<Synonym>;

//! A body's member as its type reads it, so that 5.0 and "5" are the same amount; empty where it
//! cannot be read.
using ReadMember = std::string (*)(const JsonValue::Member &member);

template<Described T>
std::string asRead(const JsonValue::Member &member)
{
    JsonValue alone;
    alone.kind = JsonValue::Kind::Object;
    alone.members.push_back(member);
    T value;
    ReadContext context;
    readJsonValue(alone, value, context);
    const QString pointer = u'/' + QString::fromStdString(member.first);
    const bool isUnreadable = std::any_of(context.errors.begin(), context.errors.end(),
        [&pointer](const FieldError &error) { return error.pointer == pointer; });
    return isUnreadable ? std::string() : toJsonText(value);
}

//! The same request as another document writes it.
struct Form
{
    QByteArray name;
    QByteArray json;
};

struct Body
{
    Body() = default;
    template<Described T>
    Body(const T &value, Synonyms synonyms_ = {}, std::vector<Form> forms_ = {})
        : content(value), synonyms(std::move(synonyms_)), forms(std::move(forms_)),
          readMember(asRead<T>)
    {
    }

    Content content;
    Synonyms synonyms;
    std::vector<Form> forms;
    ReadMember readMember = nullptr;
    //! A body that has no members but these needs all of them.
    QByteArrayList together;
    //! There need not be one.
    bool optional = false;
};

//! A segment of the path that is no id.
struct Segment
{
    const char *name;
    const char *text;
    Facts facts;
    const char *example;
};

struct AnswerEntry
{
    int status;
    Content content = {};
    //! Beyond those of every answer: ETag, Location, X-Cache.
    QByteArrayList headers = {};
};

//! The answers of a route other than problems; there is at least one.
class Answers
{
public:
    Answers(std::initializer_list<AnswerEntry> entries) : m_entries(entries) {}
    const std::vector<AnswerEntry> &entries() const { return m_entries; }

private:
    std::vector<AnswerEntry> m_entries;
};

using Problems = std::vector<api::ProblemCode>;

//! One entry of the table of routes, without its handler. Members without a default cannot be left
//! out; the common headers and problems follow from the rest.
struct Operation
{
    Method method = Method::Get;
    api::Path path;
    //! What is done, for roles: "account.read".
    Words action;
    //! The operation's name for programs, unique: "getAccount".
    Words name;
    Words summary;
    const char *details = "";
    QList<Parameter> parameters = {};
    //! Segments of the path that are no ids.
    std::vector<Segment> segments = {};
    Body body = {};
    Answers answers;
    //! The problems of its own. version-conflict: it takes If-Match; card-session-invalid: it takes
    //! X-Card-Session, as does the change of a PIN; view-behind: it waits for a view.
    Problems problems = {};
    qint64 bodyLimit = defaultBodyLimit;

    bool refuses(api::ProblemCode code) const;
    const Parameter *parameter(QByteArrayView named) const;
    QByteArrayList parameterNames() const;
    //! Media types of its body, and of its answers other than problems.
    QByteArrayList consumes() const;
    QByteArrayList produces() const;
};

} // namespace kontor::server
