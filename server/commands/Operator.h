// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"
#include "server/auth/TokenKeys.h"
#include "server/commands/Verb.h"

namespace kontor::server {

//! Whoever may read the keys of a branch, on the machine where its server runs: asks the server over
//! loopback, with a token of a minute that the branch's own key signs.
class Operator
{
public:
    static Result<Operator, Complaint> at(const Config &config);

    //! The answer's body, or the problem in the server's words.
    Result<QByteArray, Complaint> ask(const QByteArray &method, const QString &path,
        const QByteArray &json = {}) const;
    template<Described T>
    Result<T, Complaint> read(const QByteArray &method, const QString &path,
        const QByteArray &json = {}) const
    {
        const auto answer = ask(method, path, json);
        if (!answer) {
            return Failure{answer.error()};
        }
        const auto document = parseJson(*answer);
        auto value = document ? fromJson<T>(*document) : Failure{FieldErrors{}};
        return value ? Result<T, Complaint>(std::move(*value))
                     : Failure{Complaint{ExitCode::Software, u"The server's answer cannot be read."_s}};
    }
    //! All items of a numbered list.
    template<class Page>
    Result<Page, Complaint> readAll(const QString &path) const
    {
        Page all;
        for (int number = 1; number == 1 || qint64(all.items.size()) < all.totalCount; ++number) {
            auto page = read<Page>("GET", path + u"?pageSize=100&page=%1"_s.arg(number));
            if (!page || page->items.empty()) {
                return page ? Result<Page, Complaint>(all) : std::move(page);
            }
            all.totalCount = page->totalCount;
            all.items.insert(all.items.end(), page->items.begin(), page->items.end());
        }
        return all;
    }

private:
    Operator(QString address, TokenKeys keys, TokenAlgorithm algorithm);
    QByteArray token() const;

    QString m_address;
    TokenKeys m_keys;
    TokenAlgorithm m_algorithm;
};

//! What a verb may end with that asks the server.
std::vector<int> operatorExits();

//! Columns of equal width, for people.
QString table(const std::vector<QStringList> &rows);

} // namespace kontor::server
