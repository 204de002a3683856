// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verifier {

//! The strings and integers that stand directly in a JSON object, by name.
class Members
{
public:
    //! False where the text is no JSON object.
    bool read(std::string_view json);
    //! Empty where there is no such string.
    const std::string &operator[](std::string_view name) const;
    //! Nothing where there is no such integer, or one beyond 64 bits with sign.
    std::optional<std::int64_t> integer(std::string_view name) const;
    //! A member of any kind.
    bool has(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> m_members;
    std::vector<std::pair<std::string, std::int64_t>> m_integers;
    std::vector<std::string> m_names;
};

} // namespace verifier
