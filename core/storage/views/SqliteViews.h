// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "storage/OpenError.h"
#include "storage/sql/Database.h"

#include <atomic>
#include <memory>

namespace kontor::storage {

//! `views.db`: everything derived from the log, whole. It may be deleted at any time; the view
//! follower makes it anew. Hands out one object per thread and use; must outlive them.
class SqliteViews
{
public:
    //! Opens the file or makes it. One that is damaged, foreign or of another version is moved away
    //! (`views.db.damaged`) once there is a new one, empty, to take its place.
    static Result<std::unique_ptr<SqliteViews>, OpenError> open(const QString &directory);

    //! An empty file of its own beside them (`views.db.next`), for making those of a ledger anew. What
    //! cannot be read or opened there throws application::ReadFault.
    static Result<std::unique_ptr<SqliteViews>, OpenError> makeBeside(const QString &directory,
        const QByteArray &generation);
    //! Becomes what the other one is, in one transaction: whoever reads sees the old or the new, and
    //! every connection stays good. Nobody may be writing either.
    Result<Done, QString> become(const SqliteViews &other);
    //! Gives the disk back what a transaction that failed has taken for its write-ahead log.
    void giveRoomBack();
    //! Takes the file away; nobody may have it open.
    void remove();
    //! Takes the place of the views in its directory, with all that is in it; nobody may have either
    //! open.
    Result<Done, OpenError> takeTheirPlace();

    std::unique_ptr<application::ViewWriter> openWriter();
    // For answering requests: what cannot be read throws application::ReadFault.
    std::unique_ptr<application::ViewReader> openReader();
    std::unique_ptr<application::StreamIndex> openRequestIndex();
    //! For who decides on it or follows the log: what cannot be read ends the process.
    std::unique_ptr<application::StreamIndex> openIndex();
    QString path() const { return m_path; }

private:
    explicit SqliteViews(const QString &path, bool isBeside = false)
        : m_path(path), m_isBeside(isBeside)
    {
    }
    std::unique_ptr<Database> connect(OpenMode mode) const;

    QString m_path;
    //! Not those that the server answers from: without them it goes on.
    bool m_isBeside;
    // Raised before the keys it covers are committed: a reader may see it too high, never too low.
    std::atomic<qint64> m_highestKey = -1;
};

//! The position that the views in a directory have; nothing where there are none that can be read.
std::optional<qint64> positionOfViews(const QString &directory);

} // namespace kontor::storage
