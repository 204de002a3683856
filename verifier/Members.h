// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace verifier {

//! The strings that stand directly in a JSON object, by name.
class Members
{
public:
    //! False where the text is no JSON object.
    bool read(std::string_view json);
    //! Empty where there is no such string.
    const std::string &operator[](std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> m_members;
};

} // namespace verifier
