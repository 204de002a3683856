// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Stream.h"

#include "foundation/Assert.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace kontor::domain {

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
    {"branch/", StreamKind::Branch, false}, {"user/", StreamKind::User, true},
    {"key/", StreamKind::Key, true}};

const Prefix *prefixOf(const QByteArray &name)
{
    const std::string_view view(name.constData(), std::size_t(name.size()));
    const auto found = std::find_if(std::begin(prefixes), std::end(prefixes),
        [view](const Prefix &prefix) { return view.starts_with(prefix.text); });
    return found != std::end(prefixes) ? found : nullptr;
}

std::string_view prefixFor(StreamKind kind)
{
    return std::find_if(std::begin(prefixes), std::end(prefixes), [kind](const Prefix &prefix) {
        return prefix.kind == kind;
    })->text;
}

} // namespace

StreamName StreamName::text(QByteArray name)
{
    StreamName stream;
    if (const Prefix *prefix = prefixOf(name)) {
        stream.m_kind = prefix->kind;
        const auto id = prefix->hasId
            ? Uuid::parse(QByteArrayView(name).sliced(qsizetype(prefix->text.size())))
            : std::nullopt;
        stream.m_id = id.value_or(Uuid());
        if (id && stream.name() == name) {
            return stream; // written as we write it
        }
        stream.m_id = {};
    }
    stream.m_text = std::move(name);
    return stream;
}

QByteArray StreamName::name() const
{
    if (!hasId()) {
        return m_text;
    }
    std::string name(prefixFor(*m_kind));
    m_id.appendTo(name);
    return QByteArray(name.data(), qsizetype(name.size()));
}

StreamKind StreamName::kind() const
{
    KONTOR_ASSERT(m_kind);
    return *m_kind;
}

bool StreamName::isWellFormed() const
{
    if (hasId()) {
        return true;
    }
    const Prefix *prefix = prefixOf(m_text);
    if (!prefix) {
        return false;
    }
    const auto rest = QByteArrayView(m_text).sliced(qsizetype(prefix->text.size()));
    return prefix->hasId ? Uuid::parse(rest).has_value() : !rest.isEmpty();
}

Uuid StreamName::id() const
{
    if (hasId()) {
        return m_id;
    }
    const auto parsed = Uuid::parse(QByteArrayView(m_text).sliced(m_text.indexOf('/') + 1));
    KONTOR_ASSERT(parsed);
    return *parsed;
}

std::size_t StreamName::hash() const
{
    return hasId() ? hashOf(m_id) + std::size_t(*m_kind) : ::qHash(m_text);
}

} // namespace kontor::domain
