// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Message.h"
#include "server/openapi/JsonTree.h"

#include <QByteArrayList>

#include <optional>

// An OpenAPI document as people read it. The page under /docs and docs/api.md are made from this, so
// both say what the document says.

namespace kontor::server {

//! A member of a struct, or a parameter.
struct FieldText
{
    QByteArray name;
    //! In words: "uuid", "integer from 1 to 100", "list of Movement".
    QByteArray type;
    //! The struct that the type names, where it names one.
    QByteArray structName;
    bool isRequired = false;
    QByteArray text;
};

struct ExampleText
{
    QByteArray title;
    QByteArray json;
};

struct AnswerText
{
    QByteArray status;
    QByteArray reason;
    QByteArray mediaType;
    QByteArray structName;
    QByteArrayList headers;
    QByteArray example;
};

struct OperationText
{
    QByteArray name;
    QByteArray method;
    QByteArray path;
    QByteArray summary;
    QByteArray details;
    std::vector<FieldText> parameters;
    //! Of the body; empty where there is none.
    std::vector<FieldText> members;
    QByteArray bodyStruct;
    std::vector<ExampleText> bodies;
    std::vector<AnswerText> answers;
    //! The codes of its own problems, by status.
    std::vector<std::pair<QByteArray, QByteArrayList>> problems;
    //! A line for a shell.
    QByteArray curl;
};

struct TagText
{
    QByteArray name;
    std::vector<OperationText> operations;
};

struct ProblemText
{
    QByteArray code;
    QByteArray status;
    QByteArray title;
    QByteArray example;
    //! Whatever was asked for; no operation names these among its own.
    bool answersAnyRequest = false;
};

//! What an endpoint is told: a webhook.
struct NoticeText
{
    QByteArray type;
    //! Of its `data`.
    std::vector<FieldText> members;
    QByteArray example;
};

struct StructText
{
    QByteArray name;
    QByteArray text;
    std::vector<FieldText> members;
};

class DocumentReader
{
public:
    //! `document` must outlive it.
    explicit DocumentReader(const JsonValue &document) : m_document(document) {}

    QByteArray version() const;
    //! The general part, in a small Markdown: headings, lists, paragraphs, `code`.
    QByteArray description() const;
    std::vector<TagText> tags() const;
    std::vector<NoticeText> notices() const;
    std::vector<StructText> structs() const;
    //! In order of precedence.
    std::vector<ProblemText> problems() const;

private:
    const JsonValue &resolved(const JsonValue &value) const;
    const JsonValue &component(const char *kind) const;
    OperationText operation(const QByteArray &method, const QByteArray &path,
        const JsonValue &json) const;
    std::vector<FieldText> parametersOf(const JsonValue &operation) const;
    void readBody(OperationText &text, const JsonValue &operation) const;
    void readAnswers(OperationText &text, const JsonValue &operation) const;
    std::vector<FieldText> membersOf(const JsonValue &schema) const;
    QByteArray typeOf(const JsonValue &schema) const;
    QByteArray curlOf(const OperationText &text, const JsonValue &operation) const;

    const JsonValue &m_document;
};

//! JSON over several lines; what is short stays on one.
QByteArray prettyJson(const JsonValue &json);

} // namespace kontor::server
