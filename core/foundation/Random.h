// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Uuid.h"

#include <QByteArray>

#include <cstdint>

namespace kontor {

//! Where chance comes from, so that a whole branch can be replayed from one seed.
class Random
{
public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0;
};

//! A generator for each thread, seeded by the operating system: fit for ids and for jitter; secrets
//! come from libsodium.
class SystemRandom final : public Random
{
public:
    std::uint64_t next() override;
};

//! SplitMix64: the same seed gives the same numbers on every machine.
class SeededRandom final : public Random
{
public:
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next() override;

private:
    std::uint64_t m_state;
};

//! Makes UUIDv7: ordered by time, so that indexes over them stay cheap. Never a secret.
class IdGenerator
{
public:
    IdGenerator(const Clock &clock, Random &random) : m_clock(&clock), m_random(&random) {}
    Uuid next() { return next(m_clock->now()); }
    Uuid next(Timestamp at);
    template<class Id>
    Id nextId() { return Id{next()}; }

private:
    const Clock *m_clock;
    Random *m_random;
};

} // namespace kontor
