// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Dialects.h"

namespace kontor::server {

const Synonyms &openingSynonyms()
{
    static const Synonyms words
        = {{"ownerName", "name"}, {"owner", "name"}, {"amount", "initialBalance"}};
    return words;
}

const Synonyms &transferSynonyms()
{
    static const Synonyms words = {{"fromAccountId", "sourceAccountId"},
        {"targetAccountId", "destinationAccountId"}, {"toAccountId", "destinationAccountId"}};
    return words;
}

static FieldErrors fieldError(const char *member, const char *code, const QString &detail)
{
    return {{u'/' + QString::fromLatin1(member), QString::fromLatin1(code), detail}};
}

static Result<JsonValue, FieldErrors> withCanonicalNames(JsonValue body,
    const Synonyms &synonyms)
{
    for (const Synonym &synonym : synonyms) {
        for (std::size_t i = 0; i < body.members.size(); ++i) {
            if (body.members[i].first != synonym.word) {
                continue;
            }
            const JsonValue *other = body.find(synonym.canonical);
            if (!other) {
                body.members[i].first = synonym.canonical;
            } else if (other->toJson() == body.members[i].second.toJson()) {
                body.members.erase(body.members.begin() + std::ptrdiff_t(i));
            } else {
                return Failure{fieldError(synonym.word, "contradiction",
                    u"\"%1\" and \"%2\" mean the same and differ."_s.arg(
                        QString::fromLatin1(synonym.word), QString::fromLatin1(synonym.canonical)))};
            }
            break;
        }
    }
    return body;
}

static bool hasOnly(const JsonValue &body, const char *a, const char *b)
{
    for (const JsonValue::Member &member : body.members) {
        if (member.first != a && member.first != b) {
            return false;
        }
    }
    return true;
}

static FieldErrors missing(const char *member)
{
    return fieldError(member, "missing-member",
        u"The member \"%1\" is required."_s.arg(QString::fromLatin1(member)));
}

Result<JsonValue, FieldErrors> canonicalOpening(JsonValue body)
{
    const bool nameAndCpf = body.isObject() && hasOnly(body, "name", "cpf");
    if (nameAndCpf && !body.find("name")) {
        return Failure{missing("name")};
    }
    if (nameAndCpf && !body.find("cpf")) {
        return Failure{missing("cpf")};
    }
    auto canonical = withCanonicalNames(std::move(body), openingSynonyms());
    if (canonical && canonical->isObject()) {
        const JsonValue *name = canonical->find("name");
        const JsonValue *owner = canonical->find("ownerId");
        if ((!name || name->isNull()) && (!owner || owner->isNull())) {
            return Failure{missing("name")};
        }
    }
    return canonical;
}

Result<JsonValue, FieldErrors> canonicalTransfer(JsonValue body)
{
    return withCanonicalNames(std::move(body), transferSynonyms());
}

} // namespace kontor::server
