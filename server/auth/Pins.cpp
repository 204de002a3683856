// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Pins.h"

#include <sodium.h>

#include <algorithm>

namespace kontor::server {

// 19 MiB and two passes: the floor that OWASP's password storage cheat sheet names for argon2id.
static constexpr std::size_t memoryBytes = 19 * 1024 * 1024;
static constexpr unsigned long long passes = 2;

bool isAcceptablePin(const QString &pin)
{
    const bool digits = std::all_of(pin.begin(), pin.end(),
        [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || pin.size() < 4 || pin.size() > 12) {
        return false;
    }
    const int step = pin[1].unicode() - pin[0].unicode();
    bool simple = step >= -1 && step <= 1;
    for (qsizetype i = 2; i < pin.size() && simple; ++i) {
        simple = pin[i].unicode() - pin[i - 1].unicode() == step;
    }
    return !simple;
}

// The MAC in hexadecimal, as argon2's input.
static QByteArray peppered(const Secret<QByteArray> &pepper, const Secret<QString> &pin)
{
    const QByteArray text = pin.reveal().toUtf8();
    QByteArray mac(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(mac.data()), 32,
        reinterpret_cast<const unsigned char *>(text.constData()),
        static_cast<unsigned long long>(text.size()),
        reinterpret_cast<const unsigned char *>(pepper.reveal().constData()),
        std::size_t(pepper.reveal().size()));
    return mac.toHex();
}

QByteArray pinVerifier(const Secret<QByteArray> &pepper, const Secret<QString> &pin)
{
    const QByteArray input = peppered(pepper, pin);
    char out[crypto_pwhash_STRBYTES];
    const bool ok = crypto_pwhash_str(out, input.constData(),
                        static_cast<unsigned long long>(input.size()), passes, memoryBytes)
        == 0;
    return ok ? QByteArray(out) : QByteArray();
}

Pins::Pins(Secret<QByteArray> pepper, QObject *parent) : QObject(parent), m_pepper(std::move(pepper))
{
    m_pool.setMaxThreadCount(2);
}

Pins::~Pins()
{
    m_pool.waitForDone();
}

void Pins::run(std::function<std::function<void()>()> job)
{
    ++m_waiting;
    m_pool.start([this, job = std::move(job)] {
        auto finish = job();
        QMetaObject::invokeMethod(
            this,
            [this, finish = std::move(finish)] {
                --m_waiting;
                finish();
            },
            Qt::QueuedConnection);
    });
}

void Pins::makeVerifier(const Secret<QString> &pin, std::function<void(QByteArray)> done)
{
    run([this, pin, done = std::move(done)]() -> std::function<void()> {
        return [done, verifier = pinVerifier(m_pepper, pin)] { done(verifier); };
    });
}

void Pins::check(const Secret<QString> &pin, const QByteArray &verifier, std::function<void(bool)> done)
{
    run([this, pin, verifier, done = std::move(done)]() -> std::function<void()> {
        const QByteArray input = peppered(m_pepper, pin);
        const bool right = crypto_pwhash_str_verify(verifier.constData(), input.constData(),
                               static_cast<unsigned long long>(input.size()))
            == 0;
        return [done, right] { done(right); };
    });
}

} // namespace kontor::server
