// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/BoundVerifier.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <mutex>
#include <optional>

namespace kontor::server {

//! The verifier of a PIN or a password, empty when memory is short; takes some 20 ms and 19 MiB.
QByteArray verifierOf(const Secret<QByteArray> &pepper, const VerifierOwner &owner,
    const Secret<QString> &secret);

//! Makes and checks verifiers: argon2id over a MAC under a key that is not in the database, so that a
//! stolen database alone does not give the ten thousand PINs away, and bound to its owner, so that one
//! that was changed gives nobody another's. Hashing runs in a small pool; answers arrive in the object's
//! own thread.
class Hasher final : public QObject
{
    Q_OBJECT

public:
    explicit Hasher(Secret<QByteArray> pepper, QObject *parent = nullptr);
    ~Hasher() override;

    //! `done` gets the verifier, empty when memory was short.
    void makeVerifier(const VerifierOwner &owner, const Secret<QString> &secret,
        std::function<void(QByteArray)> done);
    //! Without a verifier the answer is no, after just as long.
    void check(const VerifierOwner &owner, const Secret<QString> &secret,
        const std::optional<QByteArray> &verifier, std::function<void(bool)> done);
    //! More checks are waiting than should be: refuse new ones.
    bool isBusy() const { return m_waiting > 64; }

private:
    void run(std::function<std::function<void()>()> job);
    bool isRight(const VerifierOwner &owner, const Secret<QString> &secret,
        const std::optional<QByteArray> &verifier);

    Secret<QByteArray> m_pepper;
    QThreadPool m_pool;
    int m_waiting = 0;
    std::once_flag m_standInMade;
    //! Checked against where there is nothing to check against.
    QByteArray m_standIn;
};

} // namespace kontor::server
