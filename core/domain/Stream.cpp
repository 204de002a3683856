// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Stream.h"

#include "foundation/Assert.h"

#include <string_view>

namespace kontor::domain {

StreamName StreamName::make(const char *prefix, const Uuid &id)
{
    std::string name(prefix);
    id.appendTo(name);
    return text(QByteArray(name.data(), qsizetype(name.size())));
}

StreamName StreamName::text(QByteArray name)
{
    StreamName stream;
    stream.m_name = std::move(name);
    return stream;
}

namespace {

struct Prefix
{
    std::string_view text;
    StreamKind kind;
    //! An id follows, else any name.
    bool hasId;
};

constexpr Prefix prefixes[] = {{"account/", StreamKind::Account, true},
    {"claim/", StreamKind::Claim, false}, {"customer/", StreamKind::Customer, true},
    {"withdrawal/", StreamKind::Withdrawal, true}, {"card/", StreamKind::Card, true},
    {"branch/", StreamKind::Branch, false}};

const Prefix *prefixOf(const QByteArray &name)
{
    const std::string_view view(name.constData(), std::size_t(name.size()));
    for (const Prefix &prefix : prefixes) {
        if (view.starts_with(prefix.text)) {
            return &prefix;
        }
    }
    return nullptr;
}

} // namespace

StreamKind StreamName::kind() const
{
    const Prefix *prefix = prefixOf(m_name);
    KONTOR_ASSERT(prefix);
    return prefix->kind;
}

bool StreamName::isWellFormed() const
{
    const Prefix *prefix = prefixOf(m_name);
    if (!prefix) {
        return false;
    }
    const auto rest = QByteArrayView(m_name).sliced(qsizetype(prefix->text.size()));
    return prefix->hasId ? Uuid::parse(rest).has_value() : !rest.isEmpty();
}

Uuid StreamName::id() const
{
    const auto parsed = Uuid::parse(QByteArrayView(m_name).sliced(m_name.indexOf('/') + 1));
    KONTOR_ASSERT(parsed);
    return *parsed;
}

} // namespace kontor::domain
