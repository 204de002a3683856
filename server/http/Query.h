// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "foundation/Clock.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <vector>

namespace kontor::server {

//! The parameters after the question mark. Strict: a parameter that nobody allowed, one that
//! stands twice or one that is not UTF-8 is refused, so that a mistyped filter never passes in
//! silence. What is wrong is collected, so that one answer names all of it.
class Query
{
public:
    //! What is wrong is in problem() already.
    static Query parse(const QByteArray &encoded, const QList<QByteArray> &allowed);

    bool has(QByteArrayView name) const { return find(name) != nullptr; }
    //! Empty where the parameter is absent.
    QString text(QByteArrayView name) const;
    std::optional<QByteArray> bytes(QByteArrayView name) const;
    //! A moment as RFC 3339 has them, also where the + of its offset was not encoded, which stands for
    //! a blank here.
    std::optional<Timestamp> time(QByteArrayView name);

    //! Its value does not fit.
    void refuse(QByteArrayView name, const QString &detail);
    //! invalid-parameter with everything found wrong so far.
    std::optional<api::Problem> problem() const;

private:
    struct Parameter
    {
        QByteArray name;
        QByteArray value;
    };
    const Parameter *find(QByteArrayView name) const;
    void take(QByteArrayView piece, const QList<QByteArray> &allowed);

    std::vector<Parameter> m_parameters;
    std::vector<api::ProblemField> m_errors;
};

//! Percent-decodes once. Nothing for a broken escape, a NUL or other control character, or bytes
//! that are not UTF-8.
std::optional<QByteArray> percentDecoded(QByteArrayView text);

} // namespace kontor::server
