// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ExampleStory.h"

#include "foundation/Strings.h"
#include "foundation/Uuid.h"

#include <QRegularExpression>

#include <set>

namespace kontor::testing {

static QByteArrayList idsIn(const QByteArray &text)
{
    static const QRegularExpression id(u"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"_s);
    QByteArrayList ids;
    for (auto it = id.globalMatch(QString::fromUtf8(text)); it.hasNext();) {
        ids << it.next().captured().toLatin1();
    }
    return ids;
}

ExampleStory::ExampleStory(const RunningServer &server) : m_server(server)
{
    for (const auto &[path, item] : apiDocument().find("paths")->members) {
        for (const auto &[method, operation] : item.members) {
            addStep(QByteArray::fromStdString(path), QByteArray::fromStdString(method).toUpper(),
                operation);
        }
    }
    // What is deleted is needed before, and a part goes before the whole.
    const auto deletions = std::stable_partition(m_steps.begin(), m_steps.end(),
        [](const Step &step) { return step.method != "DELETE"; });
    std::stable_sort(deletions, m_steps.end(),
        [](const Step &a, const Step &b) { return a.path.count('/') > b.path.count('/'); });
}

void ExampleStory::before(const char *operation, std::function<void()> prepare)
{
    m_before[operation] = std::move(prepare);
}

void ExampleStory::after(const char *operation, std::function<void()> tidy)
{
    m_after[operation] = std::move(tidy);
}

void ExampleStory::leaveOut(const char *operation)
{
    std::erase_if(m_steps, [operation](const Step &step) { return step.name == operation; });
}

void ExampleStory::replace(const QByteArray &inDocument, const QByteArray &text)
{
    m_known[inDocument] = text;
}

QByteArray ExampleStory::id(const char *kind) const
{
    return told(Uuid::nameBased(Uuid{}, kind).toString());
}

static QByteArrayList bodiesOf(const JsonValue &operation)
{
    const JsonValue *body = operation.find("requestBody");
    if (!body) {
        return {QByteArray()};
    }
    QByteArrayList bodies;
    const JsonValue &media = body->find("content")->members.front().second;
    if (const JsonValue *one = media.find("example")) {
        bodies << one->toJson();
    } else {
        for (const auto &[name, example] : media.find("examples")->members) {
            bodies << example.find("value")->toJson();
        }
    }
    return bodies;
}

void ExampleStory::addStep(const QByteArray &path, const QByteArray &method,
    const JsonValue &operation)
{
    Step step{QByteArray::fromStdString(operation.find("operationId")->text), method, path,
        &operation, bodiesOf(operation), nullptr, 0};
    for (const JsonValue &entry : operation.find("parameters")->items) {
        const JsonValue &parameter = *SchemaCheck(apiDocument()).resolve(entry);
        if (parameter.find("in")->text == "path") {
            step.path.replace('{' + QByteArray::fromStdString(parameter.find("name")->text) + '}',
                QByteArray::fromStdString(parameter.find("example")->text));
        }
    }
    const auto &[status, answer] = operation.find("responses")->members.front();
    step.status = std::stoi(status);
    if (const JsonValue *content = answer.find("content")) {
        step.answer = content->members.front().second.find("example");
    }
    m_steps.push_back(std::move(step));
}

// An id that a creation's request and answer share is the client's own.
bool ExampleStory::isReady(const Step &step) const
{
    const JsonValue *own = step.answer ? step.answer->find("id") : nullptr;
    const QByteArrayList needed = idsIn(step.path) + idsIn(step.bodies.front());
    return std::all_of(needed.begin(), needed.end(), [&](const QByteArray &id) {
        const bool isOwn = own && step.status == 201 && own->text == id.toStdString();
        return isOwn || m_known.contains(id);
    });
}

QByteArray ExampleStory::told(QByteArray text) const
{
    for (const auto &[inDocument, real] : m_known) {
        text.replace(inDocument, real);
    }
    return text;
}

HttpHeaders ExampleStory::headersOf(const Step &step) const
{
    HttpHeaders headers;
    for (const JsonValue &entry : step.operation->find("parameters")->items) {
        const std::string name = SchemaCheck(apiDocument()).resolve(entry)->find("name")->text;
        if (name == "Idempotency-Key") {
            headers.emplace_back("Idempotency-Key",
                step.name + '/' + QByteArray::number(m_asked));
        } else if (name == "X-Card-Session") {
            headers.emplace_back("X-Card-Session", m_cardSession);
        }
    }
    return headers;
}

void ExampleStory::learn(const JsonValue &example, const JsonValue &real)
{
    const QByteArray text = QByteArray::fromStdString(example.text);
    if (example.kind == JsonValue::Kind::String && real.kind == example.kind
        && Uuid::parse(text)) {
        m_known.try_emplace(text, QByteArray::fromStdString(real.text));
    }
    for (const auto &[name, member] : example.members) {
        if (const JsonValue *same = real.find(name)) {
            learn(member, *same);
        }
    }
    for (std::size_t i = 0; i < std::min(example.items.size(), real.items.size()); ++i) {
        learn(example.items[i], real.items[i]);
    }
}

void ExampleStory::ask(const Step &step)
{
    for (const QByteArray &body : step.bodies) {
        if (const auto prepare = m_before.find(step.name); prepare != m_before.end()) {
            prepare->second();
        }
        ++m_asked;
        const HttpAnswer answer
            = m_server.send(step.method, told(step.path), told(body), headersOf(step));
        if (answer.status != step.status) {
            m_faults << u"%1 %2 -> %3 %4"_s.arg(QString::fromUtf8(step.name),
                QString::fromUtf8(told(body))).arg(answer.status).arg(QString::fromUtf8(answer.body));
        } else if (const QByteArray made = answer.header("Location");
                   step.status == 201 && m_server.send("GET", made).status != 200) {
            m_faults << u"%1 made %2, which is not there"_s.arg(QString::fromUtf8(step.name),
                QString::fromUtf8(made));
        } else if (step.answer) {
            // The first example is the story; the others say the same in other words.
            const auto real = parseJson(answer.body,
                {.depth = 64, .values = 1'000'000, .stringBytes = 1'000'000});
            if (real && body == step.bodies.front()) {
                learn(*step.answer, *real);
                const JsonValue *token = real->find("token");
                m_cardSession = token ? QByteArray::fromStdString(token->text) : m_cardSession;
            }
        }
        if (const auto tidy = m_after.find(step.name); tidy != m_after.end()) {
            tidy->second();
        }
    }
}

// In the document's order, except that nothing is asked before what it speaks of is there.
QStringList ExampleStory::play()
{
    while (!m_steps.empty()) {
        const auto next = std::find_if(m_steps.begin(), m_steps.end(),
            [this](const Step &step) { return isReady(step); });
        if (next == m_steps.end()) {
            for (const Step &step : m_steps) {
                m_faults << u"%1 speaks of something that nothing has made"_s.arg(
                    QString::fromUtf8(step.name));
            }
            break;
        }
        const Step step = *next;
        m_steps.erase(next);
        ask(step);
    }
    return m_faults;
}

} // namespace kontor::testing
