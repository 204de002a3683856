// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/RunningServer.h"

#include <map>

namespace kontor::testing {

//! A collection of requests as editors with a REST client read it (docs/requests/*.http): requests
//! stand apart by "###", "@name = value" is a variable, "# @name first" names a request, and
//! {{first.response.body.$.items[0].id}} is a member of its answer. Our own: "# answers 201" says
//! what is expected, 200 where nothing does; "# until items[0].id" asks again until that is there.
class HttpFile
{
public:
    struct Sample
    {
        QByteArray title;
        QByteArray name;
        int status = 200;
        QByteArray until;
        QByteArray method;
        QByteArray url;
        HttpHeaders headers;
        QByteArray body;
    };

    explicit HttpFile(const QString &path);

    const std::vector<Sample> &samples() const { return m_samples; }
    //! The paths that must be there for it, from "# needs /auth/login".
    const QByteArrayList &needs() const { return m_needs; }
    //! Sends everything in order; `base` takes the place of every variable that is an address. What
    //! goes otherwise than the file says is returned.
    QStringList play(const RunningServer &server);

private:
    HttpAnswer send(const RunningServer &server, const Sample &sample);
    bool isWhole(const Sample &sample) const;
    void readSample(const QByteArrayList &lines);
    void readComment(Sample &sample, const QByteArray &line);
    QByteArray resolved(const QByteArray &text) const;
    QByteArray valueOf(const QByteArray &expression) const;

    std::vector<Sample> m_samples;
    QByteArrayList m_needs;
    std::map<QByteArray, QByteArray> m_variables;
    std::map<QByteArray, QByteArray> m_answers;
};

} // namespace kontor::testing
