// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <initializer_list>

namespace kontor::storage {

//! A digest of a row's numbers. Summed up, such digests compare rows in whatever order they come.
inline quint64 mixed(std::initializer_list<qint64> values)
{
    quint64 mix = 0x9E3779B97F4A7C15ULL;
    for (const qint64 value : values) {
        mix = (mix ^ quint64(value)) * 0xBF58476D1CE4E5B9ULL;
        mix ^= mix >> 29;
    }
    return mix;
}

} // namespace kontor::storage
