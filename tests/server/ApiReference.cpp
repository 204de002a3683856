// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ApiReference.h"

#include <QRegularExpression>

namespace kontor::testing {

using namespace kontor::server;

QString anchorOfHeading(const QByteArray &heading)
{
    static const QRegularExpression dropped(u"[^\\w -]"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return QString::fromUtf8(heading).toLower().remove(dropped).replace(u' ', u'-');
}

// A bar would end the cell.
static QByteArray cell(QByteArray text)
{
    return text.replace('|', "\\|");
}

static QByteArray typeOf(const FieldText &field)
{
    if (field.structName.isEmpty()) {
        return cell(field.type);
    }
    return cell(QByteArray(field.type).replace(field.structName,
        '[' + field.structName + "](#" + field.structName.toLower() + ')'));
}

static QByteArray fields(const std::vector<FieldText> &list, const QByteArray &heading)
{
    QByteArray out = "\n| " + heading + " | type | |\n|---|---|---|\n";
    for (const FieldText &field : list) {
        out += "| `" + field.name + '`' + (field.isRequired ? " (required)" : "") + " | "
            + typeOf(field) + " | " + cell(field.text) + " |\n";
    }
    return out;
}

static QByteArray answer(const AnswerText &text)
{
    QByteArray out = "- " + text.status;
    if (!text.structName.isEmpty()) {
        out += " [" + text.structName + "](#" + text.structName.toLower() + ')';
    } else if (!text.mediaType.isEmpty()) {
        out += ' ' + text.mediaType;
    }
    QByteArrayList headers;
    for (const QByteArray &header : text.headers) {
        if (header != "X-Request-Id" && header != "Idempotency-Replayed") {
            headers << '`' + header + '`';
        }
    }
    return out + (headers.isEmpty() ? "" : ", with " + headers.join(", ")) + '\n';
}

static QByteArray operation(const OperationText &text)
{
    QByteArray out = "\n### " + text.summary + "\n\n`" + text.method + ' ' + text.path + "`\n";
    out += text.details.isEmpty() ? QByteArray() : '\n' + text.details + '\n';
    out += text.parameters.empty() ? QByteArray() : fields(text.parameters, "parameter");
    out += text.members.empty() ? QByteArray() : fields(text.members, "member of the body");
    for (const ExampleText &body : text.bodies) {
        const auto json = parseJson(body.json);
        out += (body.title.isEmpty() ? "\n    " : '\n' + body.title + ":\n\n    ") + json->toJson()
            + '\n';
    }
    out += '\n';
    for (const AnswerText &one : text.answers) {
        out += answer(one);
    }
    for (const auto &[status, codes] : text.problems) {
        out += "- " + status + " `" + codes.join("`, `") + "`\n";
    }
    return out;
}

static QByteArray notices(const std::vector<NoticeText> &list)
{
    QByteArray out = "\n## What endpoints are told\n\nThe body of a webhook is `{type, timestamp, data}`; the "
                     "members of `data` follow. `GET /events` carries the same as\nenvelopes.\n";
    for (const NoticeText &notice : list) {
        out += "\n### " + notice.type + '\n' + fields(notice.members, "member of data");
    }
    return out;
}

static QByteArray structs(const std::vector<StructText> &list)
{
    QByteArray out = "\n## Structures\n";
    for (const StructText &one : list) {
        out += "\n### " + one.name + '\n';
        out += one.text.isEmpty() ? QByteArray() : '\n' + one.text + '\n';
        out += one.members.empty() ? QByteArray() : fields(one.members, "member");
    }
    return out;
}

static QByteArray problems(const std::vector<ProblemText> &list)
{
    QByteArray out
        = "\n## All problems\n\nWhere several apply, the first in this list is the answer.\n\n"
          "| code | status | what | of any request |\n|---|---|---|---|\n";
    for (const ProblemText &problem : list) {
        out += "| `" + problem.code + "` | " + problem.status + " | " + cell(problem.title) + " | "
            + (problem.answersAnyRequest ? "yes" : "") + " |\n";
    }
    return out;
}

static QByteArray routes(const std::vector<TagText> &tags)
{
    QByteArray out = "\n## All routes\n\n| route | |\n|---|---|\n";
    for (const TagText &tag : tags) {
        for (const OperationText &one : tag.operations) {
            out += "| `" + one.method + ' ' + one.path + "` | [" + one.summary + "](#"
                + anchorOfHeading(one.summary).toUtf8() + ") |\n";
        }
    }
    return out;
}

QByteArray apiReference(const DocumentReader &document)
{
    QByteArray out = "# The API\n\n<!-- Written by ./dev docs from the document that the server makes of its "
                     "routes; change these. -->\n\n"
                     "The same as a page is under `/docs` of a running server, and for programs under "
                     "`/openapi.json`;\n`kontor-server openapi` prints it. What has changed is in "
                     "[api-changelog.md](api-changelog.md); requests to try are in\n[requests](requests).\n\n";
    const std::vector<TagText> tags = document.tags();
    out += document.description() + routes(tags);
    for (const TagText &tag : tags) {
        out += "\n## " + tag.name + '\n';
        for (const OperationText &one : tag.operations) {
            out += operation(one);
        }
    }
    return out + notices(document.notices()) + structs(document.structs()) + problems(document.problems());
}

} // namespace kontor::testing
