// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Secret.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>

namespace kontor::server {

//! 4–12 digits that are not all equal and no simple run up or down.
bool isAcceptablePin(const QString &pin);

//! The verifier of a PIN, empty when memory is short; takes some 20 ms and 19 MiB.
QByteArray pinVerifier(const Secret<QByteArray> &pepper, const Secret<QString> &pin);

//! Makes and checks PIN verifiers: argon2id over a MAC under a key that is not in the database, so
//! that a stolen database alone does not give the ten thousand PINs away. Hashing runs in a small
//! pool; answers arrive in the object's own thread.
class Pins final : public QObject
{
    Q_OBJECT

public:
    explicit Pins(Secret<QByteArray> pepper, QObject *parent = nullptr);
    ~Pins() override;

    //! `done` gets the verifier, empty when memory was short.
    void makeVerifier(const Secret<QString> &pin, std::function<void(QByteArray)> done);
    void check(const Secret<QString> &pin, const QByteArray &verifier, std::function<void(bool)> done);
    //! More checks are waiting than should be: refuse new ones.
    bool isBusy() const { return m_waiting > 64; }

private:
    void run(std::function<std::function<void()>()> job);

    Secret<QByteArray> m_pepper;
    QThreadPool m_pool;
    int m_waiting = 0;
};

} // namespace kontor::server
