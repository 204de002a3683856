// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/DocsPage.h"

#include "foundation/Assert.h"

#include <QCryptographicHash>
#include <QFile>

namespace kontor::server {

namespace {

QByteArray escaped(QByteArray text)
{
    return text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
}

QByteArray element(const char *name, const QByteArray &inside, const QByteArray &attributes = {})
{
    const QByteArray head = attributes.isEmpty() ? QByteArray(name) : QByteArray(name) + ' ' + attributes;
    return '<' + head + '>' + inside + "</" + name + ">\n";
}

QByteArray link(const QByteArray &target, const QByteArray &text)
{
    return "<a href=\"" + escaped(target) + "\">" + text + "</a>";
}

QByteArray style()
{
    return docsFile(u"docs.css"_s);
}

// ---- the small Markdown of the general part ----------------------------------------------------

// `code` within a line.
QByteArray inlineText(const QByteArray &line)
{
    QByteArray out;
    bool inCode = false;
    for (const QByteArray &piece : line.split('`')) {
        out += inCode ? "<code>" + escaped(piece) + "</code>" : escaped(piece);
        inCode = !inCode;
    }
    return out;
}

QByteArray anchorOf(QByteArray heading)
{
    return heading.toLower().replace(", ", "-").replace(' ', '-');
}

// Blocks stand apart by an empty line; the items of a list begin with "- ".
QByteArray blockText(QByteArray block)
{
    if (block.startsWith("## ")) {
        const QByteArray heading = block.sliced(3);
        return element("h2", escaped(heading), "id=\"" + anchorOf(heading) + '"');
    }
    if (!block.startsWith("- ")) {
        return element("p", inlineText(block.replace('\n', ' ')));
    }
    QByteArray items;
    for (QByteArray item : ('\n' + block).mid(3).replace("\n- ", "\x01").split('\x01')) {
        items += element("li", inlineText(item.simplified()));
    }
    return element("ul", items);
}

QByteArray prose(const QByteArray &markdown)
{
    QByteArray out;
    QByteArray rest = markdown.trimmed();
    for (const QByteArray &block : rest.replace("\n\n", "\x01").split('\x01')) {
        out += blockText(block.trimmed());
    }
    return element("section", out, "class=\"prose\"");
}

// ---- tables ------------------------------------------------------------------------------------

QByteArray typeText(const FieldText &field)
{
    const QByteArray type = escaped(field.type);
    if (field.structName.isEmpty()) {
        return type;
    }
    return QByteArray(type).replace(field.structName, link('#' + field.structName, field.structName));
}

QByteArray fieldTable(const std::vector<FieldText> &fields, const QByteArray &caption, bool tellsNeed)
{
    QByteArray rows;
    for (const FieldText &field : fields) {
        const QByteArray need = field.isRequired ? "<span class=\"needed\">required</span>"
                                                 : "<span class=\"optional\">optional</span>";
        rows += "<tr><td><code>" + escaped(field.name) + "</code></td><td>" + typeText(field) + "</td>"
            + (tellsNeed ? "<td>" + need + "</td>" : QByteArray()) + "<td>"
            + inlineText(field.text) + "</td></tr>\n";
    }
    const QByteArray head = QByteArray("<thead><tr><th scope=\"col\">name</th><th scope=\"col\">type</th>")
        + (tellsNeed ? "<th scope=\"col\">needed</th>" : "") + "<th scope=\"col\">what</th></tr></thead>";
    return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escaped(caption)
        + "\"><table>" + head + "<tbody>" + rows + "</tbody></table></div>\n";
}

QByteArray code(const QByteArray &text, const char *kind = "")
{
    return "<pre tabindex=\"0\"" + QByteArray(kind) + "><code>" + escaped(text) + "</code></pre>\n";
}

QByteArray folded(const QByteArray &summary, const QByteArray &inside)
{
    return element("details", element("summary", summary) + inside);
}

// ---- operations --------------------------------------------------------------------------------

QByteArray bodyText(const OperationText &operation)
{
    QByteArray out = element("h4", "Body");
    out += fieldTable(operation.members, operation.name + " body", true);
    for (const ExampleText &example : operation.bodies) {
        out += example.title.isEmpty() ? code(example.json)
                                       : folded(escaped("Or: " + example.title), code(example.json));
    }
    return out;
}

QByteArray answerText(const AnswerText &answer)
{
    QByteArray line = "<strong>" + answer.status + "</strong> " + escaped(answer.reason);
    if (!answer.structName.isEmpty()) {
        line += ": " + link('#' + answer.structName, answer.structName);
    } else if (!answer.mediaType.isEmpty()) {
        line += ": " + escaped(answer.mediaType);
    }
    QByteArrayList headers;
    for (const QByteArray &header : answer.headers) {
        if (header != "X-Request-Id" && header != "Idempotency-Replayed") {
            headers << "<code>" + header + "</code>";
        }
    }
    line += headers.isEmpty() ? QByteArray() : " with " + headers.join(", ");
    return answer.example.isEmpty() ? element("p", line)
                                    : folded(line, code(answer.example));
}

QByteArray problemLinks(const OperationText &operation)
{
    QByteArray items;
    for (const auto &[status, codes] : operation.problems) {
        QByteArray links;
        for (const QByteArray &name : codes) {
            links += link("#problem-" + name, name) + ' ';
        }
        items += element("li", "<strong>" + status + "</strong> " + links);
    }
    return folded("Problems", element("ul", items, "class=\"problems\""));
}

QByteArray operationText(const OperationText &operation)
{
    const QByteArray method = operation.method.toLower();
    QByteArray out = element("h3", link('#' + operation.name, escaped(operation.summary)));
    out += element("p", "<span class=\"method " + method + "\">" + operation.method
            + "</span> <span class=\"path\">" + escaped(operation.path) + "</span>", "class=\"line\"");
    if (!operation.details.isEmpty()) {
        out += element("p", inlineText(operation.details));
    }
    if (!operation.parameters.empty()) {
        out += element("h4", "Parameters");
        out += fieldTable(operation.parameters, operation.name + " parameters", true);
    }
    if (!operation.members.empty()) {
        out += bodyText(operation);
    }
    out += element("h4", "Try it") + code(operation.curl, " class=\"wrap\"");
    out += element("h4", "Answers");
    for (const AnswerText &answer : operation.answers) {
        out += answerText(answer);
    }
    out += problemLinks(operation);
    return element("article", out, "id=\"" + operation.name + '"');
}

QByteArray tagText(const TagText &tag)
{
    QByteArray out = element("h2", escaped(tag.name), "id=\"" + anchorOf(tag.name) + '"');
    for (const OperationText &operation : tag.operations) {
        out += operationText(operation);
    }
    return element("section", out);
}

// ---- what the operations share -----------------------------------------------------------------

QByteArray noticesText(const DocumentReader &document)
{
    QByteArray out = element("h2", "What endpoints are told", "id=\"notices\"")
        + element("p", inlineText("The body of a webhook is `{type, timestamp, data}`; the members of "
                                  "`data` follow. `GET /events` carries the same as envelopes."));
    for (const NoticeText &notice : document.notices()) {
        out += element("article",
            element("h3", link("#on" + notice.type, notice.type))
                + fieldTable(notice.members, notice.type, false)
                + folded("Example", code(notice.example)),
            "id=\"on" + notice.type + '"');
    }
    return element("section", out);
}

QByteArray structsText(const DocumentReader &document)
{
    QByteArray out = element("h2", "Structures", "id=\"structures\"");
    for (const StructText &one : document.structs()) {
        QByteArray inside = element("h3", link('#' + one.name, one.name));
        inside += one.text.isEmpty() ? QByteArray() : element("p", inlineText(one.text));
        inside += one.members.empty() ? QByteArray()
                                      : fieldTable(one.members, one.name, one.name.endsWith("Request") || one.name.endsWith("Forms"));
        out += element("article", inside, "id=\"" + one.name + '"');
    }
    return element("section", out);
}

QByteArray problemsText(const DocumentReader &document)
{
    QByteArray rows;
    for (const ProblemText &problem : document.problems()) {
        rows += "<tr id=\"problem-" + problem.code + "\"><td><code>" + problem.code
            + "</code></td><td>" + problem.status + "</td><td>" + escaped(problem.title)
            + folded("Example", code(problem.example)) + "</td><td>"
            + (problem.answersAnyRequest ? "yes" : "") + "</td></tr>\n";
    }
    const QByteArray table
        = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All problems\">"
          "<table><thead><tr><th scope=\"col\">code</th><th scope=\"col\">status</th>"
          "<th scope=\"col\">what</th><th scope=\"col\">of any request</th></tr></thead><tbody>"
        + rows + "</tbody></table></div>\n";
    return element("section",
        element("h2", "All problems", "id=\"all-problems\"")
            + element("p", "Where several apply, the first in this list is the answer.")
            + element("article", table));
}

QByteArray contents(const std::vector<TagText> &tags)
{
    QByteArray out;
    for (const TagText &tag : tags) {
        QByteArray items;
        for (const OperationText &operation : tag.operations) {
            items += "<li>" + link('#' + operation.name, escaped(operation.summary)) + "</li>\n";
        }
        out += element("h2", link('#' + anchorOf(tag.name), escaped(tag.name))) + element("ul", items);
    }
    return out + element("h2", link("#notices", "What endpoints are told"))
        + element("h2", link("#structures", "Structures"))
        + element("h2", link("#all-problems", "All problems"));
}

QByteArray header(const DocumentReader &document, bool hasInteractivePage)
{
    QByteArray links = link("/openapi.json", "OpenAPI document");
    if (hasInteractivePage) {
        links += ' ' + link("/docs/ui", "Try it in the browser");
    }
    return element("header",
        element("h1", "The API of Kontor") + element("p", "Version " + escaped(document.version()))
            + element("p", links), "class=\"page\"");
}

} // namespace

QByteArray docsFile(const QString &name)
{
    QFile file(u":/kontor/docs/"_s + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    KONTOR_ASSERT(opened);
    return file.readAll();
}

QByteArray docsPage(const DocumentReader &document, bool hasInteractivePage)
{
    const std::vector<TagText> tags = document.tags();
    QByteArray main = prose(document.description());
    for (const TagText &tag : tags) {
        main += tagText(tag);
    }
    main += noticesText(document) + structsText(document) + problemsText(document);
    const QByteArray list = contents(tags);
    const QByteArray body = "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n"
        + header(document, hasInteractivePage) + "<div class=\"layout\">\n"
        + element("nav", list, "class=\"wide\" aria-label=\"Contents\"")
        + element("details", element("summary", "Contents") + element("nav", list, "aria-label=\"Contents\""),
            "class=\"narrow\"")
        + element("main", main, "id=\"content\"") + "</div>\n"
        + element("footer", "Made by the server from its own document.");
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>The API of Kontor</title>\n<style>"
        + style() + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
}

QByteArray docsPagePolicy()
{
    const QByteArray hash
        = QCryptographicHash::hash(style(), QCryptographicHash::Sha256).toBase64();
    return "default-src 'none'; style-src 'sha256-" + hash
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

} // namespace kontor::server
