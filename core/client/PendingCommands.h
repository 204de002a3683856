// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

#include <memory>
#include <optional>
#include <vector>

namespace kontor::client {

//! A command as it is written down before it is sent. Secrets have no place in it: a card session
//! is handed over anew, and commands with a PIN are never written down.
struct CommandRecord
{
    QByteArray key;
    //! The program's own word, such as "deposit".
    QString kind;
    QByteArray method;
    QByteArray target;
    //! The exact bytes: the key belongs to them.
    QByteArray body;
    std::optional<qint64> expectedVersion;
    //! Tells of something that has happened, such as cash paid out: sent until the server has it.
    bool isAdvice = false;
    //! What the program needs to show it again after a restart.
    RawJson summary;
    Timestamp createdAt;
    //! Who sent it first. A key is that user's: sent in another's name it would be carried out anew.
    std::optional<QByteArray> user = {};

    template<class V>
    static void describe(V &&v)
    {
        v("key", &CommandRecord::key, "the idempotency key");
        v("kind", &CommandRecord::kind, "the program's own word for it");
        v("method", &CommandRecord::method, "POST, PUT, …");
        v("target", &CommandRecord::target, "path and query");
        v("body", &CommandRecord::body, "the exact bytes of the body");
        v("expectedVersion", &CommandRecord::expectedVersion, "sent as If-Match");
        v("isAdvice", &CommandRecord::isAdvice, "sent until it has arrived");
        v("summary", &CommandRecord::summary, "what the program shows of it");
        v("createdAt", &CommandRecord::createdAt, "UTC");
        v("user", &CommandRecord::user, "who sent it first");
    }
};

//! The commands whose outcome is not known yet: one file each (mode 0600), on disk before the
//! first sending and gone when the outcome is known.
class PendingCommands
{
public:
    //! Made if it is not there. Several programs may write into it; what earlier ones left belongs to
    //! the first that reads it, for as long as it runs.
    explicit PendingCommands(QString directory);
    ~PendingCommands();

    struct Listing
    {
        //! The oldest first.
        std::vector<CommandRecord> commands;
        //! Files that could not be read, now or at an earlier start, where they are now. They are never
        //! deleted: somebody has to look whether money moved.
        QStringList setAside;
    };
    //! Commands that a directory under another name has become theirs.
    static void takeOver(const QString &from, const QString &to);
    //! Nothing while another running program has read them: they are under way there.
    Listing load();

    //! Somebody has looked at what was set aside: it is kept, and no longer listed.
    static void putAway(const QStringList &setAside);

    //! On disk when it returns; otherwise why not, and then nothing may be sent.
    Result<Done, QString> save(const CommandRecord &record);
    //! Gone from the disk when it returns true. What is not there counts as gone.
    bool remove(const QByteArray &key);

private:
    QString pathOf(const QByteArray &key) const;
    bool setAside(const QString &name);

    class Descriptor;
    static bool syncDirectory(const QString &path);
    static bool writeAndSync(const QString &path, const QByteArray &bytes);
    bool isOurs();

    QString m_directory;
    //! Locked, once it is ours.
    std::unique_ptr<Descriptor> m_lock;
};

} // namespace kontor::client
