// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "foundation/Clock.h"
#include "foundation/Result.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <vector>

namespace kontor::server {

//! The parameters after the question mark. Strict: a parameter that nobody allowed, one that
//! stands twice or one that is not UTF-8 is refused, so that a mistyped filter never passes in
//! silence. What single readers find wrong is collected; ask for problem() after the last one:
//!
//!     const int page = int(context.query.integer("page", {1, 1'000'000}, 1));
//!     const bool deleted = context.query.flag("includeDeleted");
//!     if (const auto problem = context.query.problem()) {
//!         return respond::problem(reply, *problem);
//!     }
class Query
{
public:
    struct Range
    {
        qint64 least;
        qint64 most;
    };

    //! What is wrong is in problem() already.
    static Query collect(const QByteArray &encoded, const QList<QByteArray> &allowed);
    static Result<Query, api::Problem> parse(const QByteArray &encoded,
        const QList<QByteArray> &allowed);

    bool has(QByteArrayView name) const { return find(name) != nullptr; }
    //! Empty where the parameter is absent.
    QString text(QByteArrayView name) const;
    std::optional<QByteArray> bytes(QByteArrayView name) const;
    //! Digits only, within the range.
    qint64 integer(QByteArrayView name, Range range, qint64 otherwise);
    //! A moment as RFC 3339 has them, also where the + of its offset was not encoded, which stands for
    //! a blank here.
    std::optional<Timestamp> time(QByteArrayView name);
    //! true or false; absent is false.
    bool flag(QByteArrayView name);

    //! Lets a handler add what it finds wrong with a parameter itself.
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
