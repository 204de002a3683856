// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/TypedSecret.h"

#include <cstdio>

#include <termios.h>
#include <unistd.h>

namespace kontor::server {

namespace {

//! As long as it lives, nothing that is typed is shown.
class Unseen
{
public:
    Unseen()
    {
        m_isTerminal = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        if (m_isTerminal) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        }
    }
    ~Unseen()
    {
        if (m_isTerminal) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
            std::fputc('\n', stderr);
        }
    }
    Unseen(const Unseen &) = delete;
    Unseen &operator=(const Unseen &) = delete;

private:
    termios m_before{};
    bool m_isTerminal = false;
};

} // namespace

static QString readLine(const char *prompt)
{
    std::fputs(prompt, stderr);
    QByteArray line;
    for (int c = std::getchar(); c != EOF && c != '\n'; c = std::getchar()) {
        line += char(c);
    }
    return QString::fromUtf8(line);
}

Result<Secret<QString>, Complaint> typedPassword()
{
    const bool isTerminal = ::isatty(STDIN_FILENO);
    QString first;
    {
        const Unseen unseen;
        first = readLine(isTerminal ? "password: " : "");
    }
    if (isTerminal) {
        const Unseen unseen;
        if (readLine("once more: ") != first) {
            return Failure{Complaint{ExitCode::Data, u"These are two different passwords."_s}};
        }
    }
    if (first.isEmpty()) {
        return Failure{Complaint{ExitCode::Usage, u"The password is read from standard input."_s}};
    }
    return Secret(first);
}

} // namespace kontor::server
