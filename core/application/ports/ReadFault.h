// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <exception>

namespace kontor::application {

//! What the log or the views throw where a file cannot be read and somebody waits for an answer: the
//! one exception that crosses a layer. A reading is deep inside whatever asks, and there is nothing
//! that it could return which would not be taken for an answer. Whoever runs a request catches it.
class ReadFault : public std::exception
{
public:
    explicit ReadFault(QString why, bool isDamage = false)
        : m_why(std::move(why)), m_text(m_why.toUtf8()), m_isDamage(isDamage)
    {
    }
    //! Names the file; for the log.
    const QString &why() const { return m_why; }
    //! What was read is not what was written: it does not pass.
    bool isDamage() const { return m_isDamage; }
    const char *what() const noexcept override { return m_text.constData(); }

private:
    QString m_why;
    QByteArray m_text;
    bool m_isDamage;
};

} // namespace kontor::application
