// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <utility>

namespace kontor::testing {

//! A blocking client over a plain socket; it sends what it is told, however wrong.
class RawClient
{
public:
    explicit RawClient(quint16 port);
    ~RawClient();
    RawClient(RawClient &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    RawClient &operator=(RawClient &&) = delete;

    bool isConnected() const { return m_fd >= 0; }
    //! False once the server has closed.
    bool send(const QByteArray &bytes);
    //! Everything until the server closes, or until nothing has come for so long.
    QByteArray readAll(int silenceMs = 1000);
    //! What comes up to that text, or within five seconds of each other.
    QByteArray readUntil(const QByteArray &text);
    //! Whether the server has closed, as of the last read.
    bool sawEnd() const { return m_sawEnd; }
    //! Exactly one answer, by its Content-Length.
    QByteArray readAnswer(bool headOnly = false);
    void closeNow();
    //! Goes away with a reset.
    void reset();

private:
    int m_fd = -1;
    bool m_sawEnd = false;
    QByteArray m_pending;
};

} // namespace kontor::testing
