// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"

#include <mutex>

namespace kontor::storage {

//! Where the part of the log ends that is certain to be on disk. What stands behind it may be seen in
//! the file and be gone after a power cut, so nobody but the writer may know of it. For any thread.
class DurableHead
{
public:
    explicit DurableHead(application::LogHead head) : m_head(std::move(head)) {}
    application::LogHead get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_head;
    }
    void set(const application::LogHead &head)
    {
        const std::lock_guard lock(m_mutex);
        m_head = head;
    }

private:
    mutable std::mutex m_mutex;
    application::LogHead m_head;
};

} // namespace kontor::storage
