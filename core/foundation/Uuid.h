// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>

namespace kontor {

//! 128 bits in network order, written as 8-4-4-4-12 lower-case hexadecimal digits (RFC 9562).
struct Uuid
{
    std::array<std::uint8_t, 16> bytes{};

    //! Only the 36-character form, in either case; anything else is nothing.
    static std::optional<Uuid> parse(QByteArrayView text);
    //! A name-based id (version 5): the same parent and name always give the same id.
    static Uuid nameBased(const Uuid &parent, QByteArrayView name);
    //! An id made from the first 16 bytes of a digest (version 8).
    static Uuid fromDigest(QByteArrayView digest);

    QByteArray toString() const;
    void appendTo(std::string &out) const;
    bool isNull() const { return *this == Uuid{}; }
    //! The first 64 bits; for version 7 this grows with time.
    std::uint64_t high() const;

    friend auto operator<=>(const Uuid &, const Uuid &) = default;
};

//! An id that knows what it names; ids of different things do not mix.
template<class Tag>
struct StrongId
{
    Uuid uuid;

    static std::optional<StrongId> parse(QByteArrayView text)
    {
        const auto parsed = Uuid::parse(text);
        return parsed ? std::optional(StrongId{*parsed}) : std::nullopt;
    }
    QByteArray toString() const { return uuid.toString(); }
    bool isNull() const { return uuid.isNull(); }
    friend auto operator<=>(const StrongId &, const StrongId &) = default;
};

inline std::size_t hashOf(const Uuid &uuid)
{
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    std::memcpy(&a, uuid.bytes.data(), 8);
    std::memcpy(&b, uuid.bytes.data() + 8, 8);
    return static_cast<std::size_t>(a ^ (b * 0x9E3779B97F4A7C15ULL));
}

} // namespace kontor

template<>
struct std::hash<kontor::Uuid>
{
    std::size_t operator()(const kontor::Uuid &uuid) const noexcept { return kontor::hashOf(uuid); }
};
template<class Tag>
struct std::hash<kontor::StrongId<Tag>>
{
    std::size_t operator()(const kontor::StrongId<Tag> &id) const noexcept
    {
        return kontor::hashOf(id.uuid);
    }
};
