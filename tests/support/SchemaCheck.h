// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Json.h"

#include <QStringList>

namespace kontor::testing {

//! Holds JSON against JSON Schema (2020-12), as far as the API's document uses it. A keyword that it
//! does not know is a fault as well, so that the document promises nothing that nobody checks.
class SchemaCheck
{
public:
    //! Answers may have members that a schema does not name, for clients of tomorrow; a server of
    //! today must not write any.
    enum class Unnamed { Allowed, Refused };

    explicit SchemaCheck(const JsonValue &document, Unnamed unnamed = Unnamed::Refused)
        : m_document(document), m_unnamed(unnamed)
    {
    }

    //! What does not fit, each with its place: "/items/0/amount: …".
    QStringList faults(const JsonValue &schema, const JsonValue &value);
    //! What a "$ref" stands for; nullptr where it leads nowhere.
    const JsonValue *resolve(const JsonValue &schema) const;

private:
    void check(const JsonValue &schema, const JsonValue &value, const QString &place);
    void checkType(const JsonValue &type, const JsonValue &value, const QString &place);
    void checkText(const JsonValue &schema, const JsonValue &value, const QString &place);
    void checkNumber(const JsonValue &schema, const JsonValue &value, const QString &place);
    void checkList(const JsonValue &schema, const JsonValue &value, const QString &place);
    void checkObject(const JsonValue &schema, const JsonValue &value, const QString &place);
    void checkAlternatives(const JsonValue &schema, const JsonValue &value, const QString &place);
    void checkKeywords(const JsonValue &schema, const QString &place);
    void fault(const QString &place, const QString &what);

    const JsonValue &m_document;
    Unnamed m_unnamed;
    QStringList m_faults;
};

} // namespace kontor::testing
