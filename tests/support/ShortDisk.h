// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>

#include <sys/resource.h>

namespace kontor::testing {

//! As long as it lives no file can be written beyond so many bytes.
class ShortDisk
{
public:
    explicit ShortDisk(rlim_t bytes) : m_signal(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~ShortDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    ShortDisk(const ShortDisk &) = delete;
    ShortDisk &operator=(const ShortDisk &) = delete;

private:
    void (*m_signal)(int);
    rlimit m_before{};
};

} // namespace kontor::testing
