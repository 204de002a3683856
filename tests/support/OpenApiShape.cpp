// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/OpenApiShape.h"

#include "foundation/Strings.h"
#include "support/SchemaCheck.h"

#include <QRegularExpression>

#include <map>
#include <set>

namespace kontor::testing {

namespace {

using Kind = JsonValue::Kind;

//! A member of one of OpenAPI's objects: "text", "flag", "any", or another object; "list of …" and
//! "map of …" hold several.
struct Member
{
    const char *name;
    const char *shape;
    bool isRequired = false;
};

// OpenAPI 3.1.0, section 4.8, as far as Kontor uses it.
const std::map<std::string, std::vector<Member>> shapes = {
    {"document",
        {{"openapi", "text", true}, {"info", "info", true}, {"servers", "list of server"},
            {"tags", "list of tag"}, {"paths", "map of pathItem", true},
            {"webhooks", "map of webhook"}, {"components", "components"}, {"security", "list of any"}}},
    {"info",
        {{"title", "text", true}, {"version", "text", true}, {"summary", "text"},
            {"description", "text"}, {"license", "license"}}},
    {"license", {{"name", "text", true}, {"identifier", "text"}}},
    {"server", {{"url", "text", true}, {"description", "text"}}},
    {"tag", {{"name", "text", true}, {"description", "text"}}},
    {"pathItem",
        {{"get", "operation"}, {"put", "operation"}, {"post", "operation"},
            {"delete", "operation"}, {"patch", "operation"}}},
    {"webhook", {{"post", "notice", true}}},
    {"notice",
        {{"operationId", "text", true}, {"summary", "text", true},
            {"requestBody", "requestBody", true}, {"responses", "map of response", true}}},
    {"operation",
        {{"operationId", "text", true}, {"tags", "list of text", true},
            {"summary", "text", true}, {"description", "text"},
            {"parameters", "list of parameter"}, {"requestBody", "requestBody"},
            {"responses", "map of response", true}, {"security", "list of any"}}},
    {"parameter",
        {{"name", "text", true}, {"in", "text", true}, {"description", "text", true},
            {"required", "flag"}, {"schema", "schema", true}, {"example", "any"}}},
    {"header", {{"description", "text", true}, {"required", "flag"}, {"schema", "schema", true}}},
    {"requestBody", {{"required", "flag"}, {"content", "map of media", true}}},
    {"response",
        {{"description", "text", true}, {"headers", "map of header"},
            {"content", "map of media"}}},
    {"media",
        {{"schema", "schema", true}, {"example", "any"}, {"examples", "map of example"}}},
    {"example", {{"summary", "text"}, {"value", "any", true}}},
    {"components",
        {{"schemas", "map of schema"}, {"parameters", "map of parameter"},
            {"headers", "map of header"}, {"responses", "map of response"},
            {"examples", "map of example"}, {"securitySchemes", "map of any"}}},
};

class Reader
{
public:
    explicit Reader(const JsonValue &document) : m_document(document) {}
    QStringList read();

private:
    void look(const std::string &shape, const JsonValue &value, const QString &place);
    void lookAt(const std::vector<Member> &members, const JsonValue &value, const QString &place);
    void lookAtOperations();
    void lookAtOperation(const std::string &path, const JsonValue &operation);
    void lookAtSecurity();
    void lookForUnused();
    void fault(const QString &place, const QString &what) { m_faults << place + u": "_s + what; }

    const JsonValue &m_document;
    std::set<std::string> m_references;
    std::set<std::string> m_operations;
    QStringList m_faults;
};

// Schemas are looked at where a value is held against them; here only their references.
void Reader::look(const std::string &shape, const JsonValue &value, const QString &place)
{
    if (const JsonValue *reference = value.find("$ref")) {
        m_references.insert(reference->text);
        if (!SchemaCheck(m_document).resolve(value)) {
            fault(place, u"the reference leads nowhere"_s);
        }
        if (shape != "schema") {
            return;
        }
    }
    if (shape == "any" || shape == "schema") {
        for (const auto &[name, member] : value.members) {
            look(shape, member, place + u'/' + QString::fromStdString(name));
        }
        for (const JsonValue &item : value.items) {
            look(shape, item, place);
        }
    } else if (shape == "text" || shape == "flag") {
        if (value.kind != (shape == "text" ? Kind::String : Kind::Bool)) {
            fault(place, u"is no %1"_s.arg(QString::fromStdString(shape)));
        }
    } else if (shape.starts_with("list of ")) {
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            look(shape.substr(8), value.items[i], place + u'/' + QString::number(i));
        }
    } else if (shape.starts_with("map of ")) {
        for (const auto &[name, member] : value.members) {
            look(shape.substr(7), member, place + u'/' + QString::fromStdString(name));
        }
    } else {
        lookAt(shapes.at(shape), value, place);
    }
}

void Reader::lookAt(const std::vector<Member> &members, const JsonValue &value, const QString &place)
{
    for (const Member &member : members) {
        const JsonValue *found = value.find(member.name);
        const QString memberPlace = place + u'/' + QString::fromLatin1(member.name);
        if (found) {
            look(member.shape, *found, memberPlace);
        } else if (member.isRequired) {
            fault(memberPlace, u"is missing"_s);
        }
    }
    for (const auto &[name, unused] : value.members) {
        const auto isKnown = [&key = name](const Member &member) { return key == member.name; };
        if (!name.starts_with("x-") && std::none_of(members.begin(), members.end(), isKnown)) {
            fault(place + u'/' + QString::fromStdString(name), u"is unknown to OpenAPI"_s);
        }
    }
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

void Reader::lookAtOperation(const std::string &path, const JsonValue &operation)
{
    const std::string &name = operation.find("operationId")->text;
    const QString place = QString::fromStdString(name);
    if (!m_operations.insert(name).second) {
        fault(place, u"the name is taken"_s);
    }
    QStringList gaps;
    static const QRegularExpression gap(u"\\{(\\w+)\\}"_s);
    for (auto it = gap.globalMatch(QString::fromStdString(path)); it.hasNext();) {
        gaps << it.next().captured(1);
    }
    QStringList inPath;
    std::set<std::string> seen;
    for (const JsonValue &entry : operation.find("parameters")->items) {
        const JsonValue &parameter = *SchemaCheck(m_document).resolve(entry);
        const bool isInPath = parameter.find("in")->text == "path";
        if (isInPath) {
            inPath << parameter.find("name")->toQString();
        }
        if (isInPath != (parameter.find("required") && parameter.find("required")->boolean)) {
            fault(place, u"what stands in the path is required, and nothing else"_s);
        }
        if (!seen.insert(parameter.find("in")->text + parameter.find("name")->text).second) {
            fault(place, u"a parameter stands twice"_s);
        }
    }
    if (sorted(gaps) != sorted(inPath)) {
        fault(place, u"segments %1, parameters %2"_s.arg(gaps.join(u','), inPath.join(u',')));
    }
}

void Reader::lookAtOperations()
{
    std::set<QString> forms;
    for (const auto &[path, item] : m_document.find("paths")->members) {
        QString form = QString::fromStdString(path);
        form.replace(QRegularExpression(u"\\{\\w+\\}"_s), u"{}"_s);
        if (!path.starts_with('/') || !forms.insert(form).second) {
            fault(form, u"begins without a slash, or stands twice"_s);
        }
        for (const auto &[method, operation] : item.members) {
            lookAtOperation(path, operation);
        }
    }
}

// Whoever asks for a scheme names it, and does not refer to it.
void Reader::lookAtSecurity()
{
    for (const JsonValue &choice : m_document.find("security")->items) {
        for (const auto &[scheme, scopes] : choice.members) {
            m_references.insert("#/components/securitySchemes/" + scheme);
        }
    }
}

void Reader::lookForUnused()
{
    for (const auto &[kind, entries] : m_document.find("components")->members) {
        for (const auto &[name, entry] : entries.members) {
            const std::string reference = "#/components/" + kind + '/' + name;
            if (!m_references.contains(reference)) {
                fault(QString::fromStdString(reference), u"nobody refers to it"_s);
            }
        }
    }
}

QStringList Reader::read()
{
    look("document", m_document, u"#"_s);
    if (m_faults.isEmpty()) {
        lookAtOperations();
        lookAtSecurity();
        lookForUnused();
    }
    return m_faults;
}

} // namespace

QStringList openApiFaults(const JsonValue &document)
{
    return Reader(document).read();
}

} // namespace kontor::testing
