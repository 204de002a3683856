// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ApiDocument.h"

#include <QFile>
#include <QRegularExpression>

#include <cstdio>
#include <mutex>

namespace kontor::testing {

const JsonValue &apiDocument()
{
    static const JsonValue document = [] {
        QFile file(QStringLiteral(KONTOR_OPENAPI_FILE));
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("%s is missing: build the target api_document", KONTOR_OPENAPI_FILE);
        }
        auto parsed = parseJson(file.readAll(),
            {.depth = 64, .values = 1'000'000, .stringBytes = 1'000'000});
        return parsed ? *parsed : JsonValue();
    }();
    return document;
}

namespace {

QByteArray headerIn(const Exchange::Headers &headers, std::string_view name)
{
    for (const auto &[candidate, value] : headers) {
        if (candidate.compare(QByteArrayView(name.data(), qsizetype(name.size())),
                Qt::CaseInsensitive) == 0) {
            return value.isNull() ? QByteArray("") : value;
        }
    }
    return {};
}

QByteArrayList segmentsOf(QByteArray path)
{
    path = path.first(path.indexOf('?') < 0 ? path.size() : path.indexOf('?'));
    for (const QByteArray base : {"/api/v1/", "/api/"}) {
        if (path.toLower().startsWith(base)) {
            path = path.sliced(base.size() - 1);
            break;
        }
    }
    if (path.endsWith('/')) {
        path.chop(1);
    }
    QByteArrayList segments = path.split('/');
    for (QByteArray &segment : segments) {
        segment = QByteArray::fromPercentEncoding(segment);
    }
    return segments;
}

//! The operation that a request means, and the values of its path's gaps.
struct Found
{
    const JsonValue *operation = nullptr;
    std::vector<std::pair<std::string, QByteArray>> gaps;
};

std::optional<Found> matched(const QByteArrayList &pattern, const QByteArrayList &path)
{
    if (pattern.size() != path.size()) {
        return std::nullopt;
    }
    Found found;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (pattern[i].startsWith('{')) {
            found.gaps.emplace_back(pattern[i].sliced(1).chopped(1).toStdString(), path[i]);
        } else if (pattern[i].compare(path[i], Qt::CaseInsensitive) != 0) {
            return std::nullopt;
        }
    }
    return found;
}

// A literal segment beats a gap, so the path with the fewest gaps is meant.
Found find(const Exchange &exchange)
{
    const QByteArray wanted = exchange.method == "HEAD" ? "GET" : exchange.method;
    Found best;
    for (const auto &[pattern, item] : apiDocument().find("paths")->members) {
        auto found
            = matched(QByteArray::fromStdString(pattern).split('/'), segmentsOf(exchange.target));
        const JsonValue *operation = item.find(wanted.toLower().toStdString());
        if (found && operation && (!best.operation || found->gaps.size() < best.gaps.size())) {
            best = std::move(*found);
            best.operation = operation;
        }
    }
    return best;
}

JsonValue textAs(const JsonValue &schema, const QByteArray &text)
{
    const JsonValue *type = schema.find("type");
    const bool asJson = !type || type->text == "integer" || type->text == "boolean";
    if (asJson) {
        if (auto value = parseJson(text)) {
            return *value;
        }
    }
    return JsonValue::ofString(text.toStdString());
}

//! Holds one exchange against one operation.
class Judge
{
public:
    Judge(const Exchange &exchange, const Found &found) : m_exchange(exchange), m_found(found) {}

    QStringList judgeAnswer();
    QStringList judgeRequest();

private:
    void add(const QString &where, const QStringList &faults)
    {
        for (const QString &fault : faults) {
            m_faults << where + u' ' + fault;
        }
    }
    QStringList faults(const JsonValue &schema, const JsonValue &value) const
    {
        return SchemaCheck(apiDocument()).faults(schema, value);
    }
    const JsonValue *resolved(const JsonValue *value) const
    {
        return value ? SchemaCheck(apiDocument()).resolve(*value) : nullptr;
    }
    const JsonValue *response() const;
    void judgeContent(const JsonValue &response);
    void judgeHeaders(const JsonValue &response, bool isDefault);
    void judgeParameters();
    void judgeBody();
    std::optional<QByteArray> valueOf(const JsonValue &parameter) const;
    std::optional<QByteArray> queryValue(const QByteArray &name) const;

    const Exchange &m_exchange;
    const Found &m_found;
    QStringList m_faults;
};

const JsonValue *Judge::response() const
{
    const JsonValue *responses = m_found.operation->find("responses");
    return resolved(responses->find(std::to_string(m_exchange.status)));
}

QStringList Judge::judgeAnswer()
{
    const JsonValue *own = response();
    const JsonValue *any = apiDocument().find("components")->find("responses")->find("Problem");
    if (own) {
        judgeContent(*own);
        judgeHeaders(*own, false);
    }
    // What any request may be answered stands in one place.
    if (!own || (!m_faults.isEmpty() && m_exchange.status >= 400)) {
        const QStringList ownFaults = std::exchange(m_faults, {});
        if (m_exchange.status < 400) {
            m_faults << u"status %1 is not in the document"_s.arg(m_exchange.status);
            return m_faults;
        }
        judgeContent(*any);
        judgeHeaders(*any, true);
        m_faults = m_faults.isEmpty() ? m_faults : ownFaults + m_faults;
    }
    return m_faults;
}

void Judge::judgeContent(const JsonValue &response)
{
    const JsonValue *content = response.find("content");
    if (!content || m_exchange.method == "HEAD") {
        if (!m_exchange.answer.isEmpty()) {
            m_faults << u"there is a body, but none in the document"_s;
        }
        return;
    }
    QByteArray type = headerIn(m_exchange.received, "Content-Type").split(';').first();
    // A stand-in that does not say it means what nearly every answer is.
    if (!m_exchange.hasHeaders && type.isEmpty()) {
        type = m_exchange.status < 400 ? "application/json" : "application/problem+json";
    }
    const JsonValue *media = content->find(type.toStdString());
    if (!media) {
        m_faults << u"media type \"%1\" is not in the document"_s.arg(QString::fromUtf8(type));
        return;
    }
    if (!type.endsWith("json")) {
        return;
    }
    const auto body = parseJson(m_exchange.answer,
        {.depth = 64, .values = 1'000'000, .stringBytes = 1'000'000});
    if (body) {
        add(u"answer"_s, faults(*media->find("schema"), *body));
    } else {
        m_faults << u"the answer is no JSON: "_s + body.error().detail;
    }
}

void Judge::judgeHeaders(const JsonValue &response, bool isDefault)
{
    if (!m_exchange.hasHeaders) {
        return;
    }
    const JsonValue *declared = response.find("headers");
    for (const auto &[name, header] : apiDocument().find("components")->find("headers")->members) {
        const QByteArray value = headerIn(m_exchange.received, name);
        const JsonValue *entry = declared ? declared->find(name) : nullptr;
        const bool isDeclared = entry != nullptr;
        // A response may say of its own whether it always has it.
        const JsonValue *own = entry ? entry->find("required") : nullptr;
        const bool isRequired = (own ? own : header.find("required"))->boolean;
        const QString text = QString::fromStdString(name);
        if (!value.isNull() && !isDeclared && !isDefault) {
            m_faults << u"the header %1 is not in the document"_s.arg(text);
        } else if (value.isNull() && isDeclared && isRequired) {
            m_faults << u"the header %1 is missing"_s.arg(text);
        } else if (!value.isNull()) {
            add(text, faults(*header.find("schema"), JsonValue::ofString(value.toStdString())));
        }
    }
}

std::optional<QByteArray> Judge::queryValue(const QByteArray &name) const
{
    const qsizetype mark = m_exchange.target.indexOf('?');
    for (const QByteArray &piece : m_exchange.target.mid(mark < 0 ? 1 << 20 : mark + 1).split('&')) {
        const qsizetype equals = piece.indexOf('=');
        if (piece.first(std::max<qsizetype>(equals, 0)) == name) {
            return QByteArray::fromPercentEncoding(piece.sliced(equals + 1).replace('+', ' '));
        }
    }
    return std::nullopt;
}

std::optional<QByteArray> Judge::valueOf(const JsonValue &parameter) const
{
    const std::string &name = parameter.find("name")->text;
    const std::string &in = parameter.find("in")->text;
    if (in == "query") {
        return queryValue(QByteArray::fromStdString(name));
    }
    if (in == "header") {
        const QByteArray value = headerIn(m_exchange.sent, name);
        return value.isNull() ? std::nullopt : std::optional(value);
    }
    for (const auto &[gap, value] : m_found.gaps) {
        if (gap == name) {
            return value;
        }
    }
    return std::nullopt;
}

void Judge::judgeParameters()
{
    QByteArrayList known;
    for (const JsonValue &entry : m_found.operation->find("parameters")->items) {
        const JsonValue *parameter = resolved(&entry);
        const JsonValue &schema = *parameter->find("schema");
        known << QByteArray::fromStdString(parameter->find("name")->text);
        // An empty parameter is one that is not given.
        if (const auto value = valueOf(*parameter); value && !value->isEmpty()) {
            add(QString::fromUtf8(known.last()), faults(schema, textAs(schema, *value)));
        }
    }
    const qsizetype mark = m_exchange.target.indexOf('?');
    for (const QByteArray &piece : m_exchange.target.mid(mark < 0 ? 1 << 20 : mark + 1).split('&')) {
        const QByteArray name = piece.split('=').first();
        if (!name.isEmpty() && !known.contains(name)) {
            m_faults << u"the parameter %1 is not in the document"_s.arg(QString::fromUtf8(name));
        }
    }
}

void Judge::judgeBody()
{
    const JsonValue *declared = m_found.operation->find("requestBody");
    if (!declared || m_exchange.body.isEmpty()) {
        if (declared && m_exchange.body.isEmpty() && declared->find("required")->boolean) {
            m_faults << u"there is no body"_s;
        }
        return;
    }
    const JsonValue &media = declared->find("content")->members.front().second;
    const auto body = parseJson(m_exchange.body, {.depth = 64, .values = 1'000'000});
    if (!body) {
        m_faults << u"the body is no JSON"_s;
    } else {
        add(u"body"_s, faults(*media.find("schema"), *body));
    }
}

QStringList Judge::judgeRequest()
{
    judgeParameters();
    judgeBody();
    return m_faults;
}

QStringList strangerFaults(const Exchange &exchange)
{
    if (exchange.method == "OPTIONS" && exchange.status == 204) {
        return {};
    }
    const auto body = parseJson(exchange.answer);
    if (exchange.status < 400 || !body) {
        return {u"there is no such operation in the document"_s};
    }
    const JsonValue *any = apiDocument().find("components")->find("responses")->find("Problem");
    const JsonValue &media = any->find("content")->members.front().second;
    return SchemaCheck(apiDocument()).faults(*media.find("schema"), *body);
}

//! In a batch each item has a status of its own: what is wrong with one that was refused was not taken.
bool isOfRefusedItem(const Exchange &exchange, const QString &fault)
{
    static const QRegularExpression place(QStringLiteral("^body /items/(\\d+)/"));
    const QRegularExpressionMatch match = place.match(fault);
    const auto answer = parseJson(exchange.answer, {.values = 100'000});
    const JsonValue *items = match.hasMatch() && answer ? answer->find("items") : nullptr;
    const std::size_t index = match.captured(1).toUInt();
    const JsonValue *status
        = items && index < items->items.size() ? items->items[index].find("status") : nullptr;
    return status && std::atoi(status->text.c_str()) >= 400;
}

std::mutex mutex;
int count = 0;

} // namespace

QStringList brokenPromises(const Exchange &exchange)
{
    const Found found = find(exchange);
    if (!found.operation) {
        return strangerFaults(exchange);
    }
    QStringList faults = Judge(exchange, found).judgeAnswer();
    if (exchange.status < 400) {
        for (const QString &fault : Judge(exchange, found).judgeRequest()) {
            faults << (isOfRefusedItem(exchange, fault)
                    ? QStringList()
                    : QStringList(u"taken, although "_s + fault));
        }
    }
    return faults;
}

void holdAgainstDocument(const Exchange &exchange)
{
    if (exchange.status == 0) {
        return;
    }
    const QStringList faults = brokenPromises(exchange);
    if (faults.isEmpty()) {
        return;
    }
    const std::scoped_lock lock(mutex);
    ++count;
    std::fprintf(stderr, "BROKEN PROMISE: %s %s %s -> %d %s\n", exchange.method.constData(),
        exchange.target.constData(), exchange.body.left(300).constData(), exchange.status,
        exchange.answer.left(500).constData());
    for (const QString &fault : faults) {
        std::fprintf(stderr, "    %s\n", qUtf8Printable(fault));
    }
}

int countBrokenPromises()
{
    const std::scoped_lock lock(mutex);
    return count;
}

} // namespace kontor::testing
