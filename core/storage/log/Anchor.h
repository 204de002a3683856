// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"

#include <QByteArray>

#include <memory>

namespace kontor::storage {

//! Both heads of the log at some commit.
struct AnchorMark
{
    //! 16 bytes each.
    QByteArray ledgerId;
    QByteArray generation;
    application::LogHead head;
};

//! A small file outside the database that remembers where the log ended. SQLite takes a damaged
//! write-ahead log for a shorter one and says nothing; the anchor notices.
//!
//! Two slots are written in turn, each with a checksum, so that one torn by a crash leaves the other.
class Anchor
{
public:
    //! Opens or makes the file; nullptr if that cannot be done.
    static std::unique_ptr<Anchor> open(const QString &path);
    //! The newest whole slot of the file, which is neither made nor written to.
    static std::optional<AnchorMark> peek(const QString &path);
    ~Anchor();
    Anchor(const Anchor &) = delete;
    Anchor &operator=(const Anchor &) = delete;

    //! Whether this is the file that has the name.
    bool isStillAt(const QString &path) const;
    //! The newest whole slot, if any.
    std::optional<AnchorMark> read() const;
    //! To the page cache: survives the process, not yet the power.
    bool write(const AnchorMark &mark);
    bool sync();

private:
    explicit Anchor(int descriptor) : m_descriptor(descriptor) {}
    std::optional<std::pair<quint64, AnchorMark>> readSlot(int slot) const;

    int m_descriptor;
    quint64 m_writes = 0;
};

} // namespace kontor::storage
