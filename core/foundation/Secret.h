// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace kontor {

//! Something that must not be printed. It has no text form: logging one does not compile.
template<class T>
class Secret
{
public:
    Secret() = default;
    explicit Secret(T value) : m_value(std::move(value)) {}
    //! The one way in; search for its name to see every place that uses a secret.
    const T &reveal() const { return m_value; }

private:
    T m_value{};
};

} // namespace kontor
