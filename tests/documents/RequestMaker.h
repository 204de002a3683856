// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Json.h"
#include "foundation/Random.h"
#include "support/RunningServer.h"

#include <map>

namespace kontor::testing {

//! Makes requests up from the API's own document: its examples with ids that the server has given, and with
//! members that are missing, of the wrong kind, at the bounds and beyond them.
class RequestMaker
{
public:
    struct Request
    {
        QByteArray method;
        QByteArray target;
        QByteArray body;
        HttpHeaders headers;
    };

    explicit RequestMaker(std::uint64_t seed);

    Request next();
    //! Ids and other values of an answer come back in later requests.
    void learn(const HttpAnswer &answer);
    std::size_t operations() const { return m_operations.size(); }

private:
    struct Operation
    {
        QByteArray method;
        std::string path;
        const JsonValue *description;
    };

    const JsonValue *resolved(const JsonValue &value) const;
    void addParameter(Request &request, const JsonValue &parameter);
    QByteArray bodyOf(const Operation &operation);
    JsonValue changed(const std::string &name, const JsonValue &example);
    JsonValue strange();
    std::string textFor(const std::string &name, const std::string &example);
    std::string parameterText(const JsonValue &parameter);
    void learn(const std::string &name, const JsonValue &value);
    bool chance(int percent) { return below(100) < std::size_t(percent); }
    std::size_t below(std::size_t count) { return std::size_t(m_random.next() % count); }
    template<class List>
    auto oneOf(const List &values)
    {
        return *(std::begin(values) + std::ptrdiff_t(below(std::size(values))));
    }

    SeededRandom m_random;
    std::vector<Operation> m_operations;
    //! By the member's name.
    std::map<std::string, std::vector<std::string>> m_seen;
};

} // namespace kontor::testing
