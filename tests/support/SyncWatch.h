// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <functional>

namespace kontor::testing {

//! What this process asks the disk to keep, as long as it lives: a crash alone shows nobody that a
//! sync is missing. One at a time.
class SyncWatch
{
public:
    SyncWatch();
    ~SyncWatch();
    SyncWatch(const SyncWatch &) = delete;
    SyncWatch &operator=(const SyncWatch &) = delete;

    //! Files and directories under the names that they had when they were synced, and forgets them.
    QStringList take();
    //! From now on nothing can be synced whose name ends like this; without a name everything can.
    void failFor(const QString &ending);
    //! Does this once, while the next thing whose name ends like this is on its way to the disk.
    void during(const QString &ending, std::function<void()> act);
};

} // namespace kontor::testing
