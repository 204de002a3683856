// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Assert.h"

#include <utility>
#include <variant>

namespace kontor {

//! Marks a value as the failed side of a Result, so that Result<T, T> stays unambiguous.
template<class E>
struct Failure
{
    E error;
};
template<class E>
Failure(E) -> Failure<E>;

//! "Nothing to report": the value of a command that only succeeds.
struct Done
{
    friend bool operator==(Done, Done) = default;
};

//! A value, or the reason why there is none. The only channel for errors between layers; an
//! exception never crosses one. Asking for the side that is not there is a bug and asserts.
template<class T, class E>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_data(std::in_place_index<0>, std::move(value)) {}
    Result(Failure<E> failure) : m_data(std::in_place_index<1>, std::move(failure.error)) {}

    explicit operator bool() const { return m_data.index() == 0; }
    const T &value() const & { return get<0>(); }
    T &value() & { return const_cast<T &>(get<0>()); }
    T &&value() && { return std::move(const_cast<T &>(get<0>())); }
    const T &operator*() const { return get<0>(); }
    T &operator*() { return const_cast<T &>(get<0>()); }
    const T *operator->() const { return &get<0>(); }
    T *operator->() { return const_cast<T *>(&get<0>()); }
    const E &error() const { return get<1>(); }

private:
    template<std::size_t Index>
    const auto &get() const
    {
        KONTOR_ASSERT(m_data.index() == Index);
        return *std::get_if<Index>(&m_data);
    }
    std::variant<T, E> m_data;
};

} // namespace kontor
