// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace kontor::atm {

//! Keeps a folder for one program. The system lets go of it however the program ends.
class FolderLock
{
public:
    //! `NoRoom`: as yet nothing can be written there.
    enum class Taken { Ours, Anothers, NoRoom, Failed };

    explicit FolderLock(QString path) : m_path(std::move(path)) {}
    ~FolderLock();
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

    //! Makes the folder, too. Waits so long for whoever is just ending; may be called again.
    Taken take(std::chrono::milliseconds patience);
    //! Why it failed.
    const QString &reason() const { return m_reason; }

private:
    Taken failed(int error);

    QString m_path;
    QString m_reason;
    int m_fd = -1;
};

} // namespace kontor::atm
