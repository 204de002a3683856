// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Signals.h"

#include "foundation/Assert.h"

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace kontor::server {

// A signal handler may do next to nothing; it writes its number, which the event loop then reads.
static int writeEnd = -1;
static volatile std::sig_atomic_t stopAsked = 0;

static void onSignal(int number)
{
    if (number != SIGHUP) {
        stopAsked = 1;
    }
    const char byte = char(number);
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

Signals::Signals(QObject *parent) : QObject(parent)
{
    KONTOR_ASSERT(::pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) == 0);
    writeEnd = m_pipe[1];
    m_notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Signals::read);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    std::signal(SIGHUP, onSignal);
}

bool Signals::isAskedToStop()
{
    return stopAsked != 0;
}

void Signals::read()
{
    char number = 0;
    while (::read(m_pipe[0], &number, 1) > 0) {
        number == SIGHUP ? Q_EMIT askedToReload() : Q_EMIT askedToStop();
    }
}

} // namespace kontor::server
