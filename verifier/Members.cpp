// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Members.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace verifier {

using nlohmann::json;

namespace {

// Takes what is wanted while the parser passes by; a tree of everything would cost three times as
// much.
struct Collector : nlohmann::json_sax<json>
{
    std::vector<std::pair<std::string, std::string>> &members;
    std::vector<std::pair<std::string, std::int64_t>> &integers;
    std::vector<std::string> &names;
    std::string name;
    int depth = 0;
    bool isObject = false;

    Collector(std::vector<std::pair<std::string, std::string>> &strings,
        std::vector<std::pair<std::string, std::int64_t>> &numbers, std::vector<std::string> &all)
        : members(strings), integers(numbers), names(all)
    {
    }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t value) override
    {
        if (depth == 1 && isObject) {
            integers.emplace_back(std::move(name), value);
        }
        return true;
    }
    bool number_unsigned(number_unsigned_t value) override
    {
        return !std::in_range<std::int64_t>(value) || number_integer(std::int64_t(value));
    }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool string(string_t &value) override
    {
        if (depth == 1 && isObject) {
            members.emplace_back(std::move(name), std::move(value));
        }
        return true;
    }
    bool start_object(std::size_t) override
    {
        isObject = isObject || depth == 0;
        ++depth;
        return true;
    }
    bool key(string_t &value) override
    {
        if (depth == 1) {
            name = std::move(value);
            names.push_back(name);
        }
        return true;
    }
    bool end_object() override { return --depth >= 0; }
    bool start_array(std::size_t) override
    {
        ++depth;
        return true;
    }
    bool end_array() override { return --depth >= 0; }
    bool parse_error(std::size_t, const std::string &, const json::exception &) override
    {
        return false;
    }
};

} // namespace

bool Members::read(std::string_view text)
{
    m_members.clear();
    m_integers.clear();
    m_names.clear();
    Collector collector(m_members, m_integers, m_names);
    return json::sax_parse(text.begin(), text.end(), &collector) && collector.isObject;
}

const std::string &Members::operator[](std::string_view name) const
{
    static const std::string nothing;
    for (const auto &[known, value] : m_members) {
        if (known == name) {
            return value;
        }
    }
    return nothing;
}

std::optional<std::int64_t> Members::integer(std::string_view name) const
{
    for (const auto &[known, value] : m_integers) {
        if (known == name) {
            return value;
        }
    }
    return std::nullopt;
}

bool Members::has(std::string_view name) const
{
    return std::find(m_names.begin(), m_names.end(), name) != m_names.end();
}

} // namespace verifier
