// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

//! Whose key, and which.
struct AnswerKey
{
    QByteArray caller;
    QByteArray key;
};

struct KeptAnswer
{
    Timestamp at;
    int status = 0;
    QByteArray type;
    QByteArray body;
    //! Where what was made is to be found; empty where nothing was.
    QByteArray location = {};
};

//! What was answered to requests that changed something beside the ledger.
class KeptAnswers
{
public:
    explicit KeptAnswers(ServiceDb &service);
    //! On disk when it returns; one that is there is replaced, and what is too old is forgotten.
    Result<Done, QString> put(const AnswerKey &key, const KeptAnswer &answer);
    std::optional<KeptAnswer> get(const AnswerKey &key);

private:
    ServiceDb &m_service;
    Statement m_put;
    Statement m_get;
    Statement m_forget;
};

} // namespace kontor::storage
