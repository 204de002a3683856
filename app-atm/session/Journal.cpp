// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Journal.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace kontor::atm {

namespace {

//! One line of the file.
struct JournalLine
{
    qint64 sequence = 0;
    Timestamp at;
    JournalEntry entry;
    QByteArray chain;

    template<class V>
    static void describe(V &&v)
    {
        v("sequence", &JournalLine::sequence, "1, 2, 3, …");
        v("at", &JournalLine::at, "UTC");
        v("entry", &JournalLine::entry, "the step");
        v("chain", &JournalLine::chain, "SHA-256 over the chain before and this line without it");
    }
};

QByteArray chainOf(const QByteArray &before, JournalLine line)
{
    line.chain.clear();
    return QCryptographicHash::hash(before + toJson(line), QCryptographicHash::Sha256).toHex();
}

std::optional<JournalLine> readLine(
    const QByteArray &text, const QByteArray &before, qint64 sequence)
{
    const auto json = parseJson(text);
    if (!json) {
        return std::nullopt;
    }
    auto line = fromJson<JournalLine>(*json);
    // Compared as text too: a changed byte that reads as the same value is still a change.
    const bool fits = line && line->sequence == sequence && toJson(*line) == text
        && line->chain == chainOf(before, *line);
    return fits ? std::optional(std::move(*line)) : std::nullopt;
}

bool syncDirectory(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    return synced;
}

JournalError unwritable(const QString &detail)
{
    return {JournalError::Kind::Unwritable, detail};
}

} // namespace

Result<Journal, JournalError> Journal::open(const QString &path)
{
    Journal journal;
    const QString folder = QFileInfo(path).absolutePath();
    const bool isNew = !QFileInfo::exists(path);
    journal.m_file = std::make_unique<QFile>(path);
    if (!QDir().mkpath(folder)
        || !journal.m_file->open(QIODevice::ReadWrite | QIODevice::Unbuffered)) {
        return Failure{unwritable(journal.m_file->errorString())};
    }
    if (!journal.m_file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || (isNew && !syncDirectory(folder))) {
        return Failure{unwritable(journal.m_file->errorString())};
    }
    if (const auto done = journal.read(); !done) {
        return Failure{done.error()};
    }
    return journal;
}

Result<Done, JournalError> Journal::read()
{
    const QByteArray content = m_file->readAll();
    qsizetype begin = 0;
    while (begin < content.size()) {
        const qsizetype end = content.indexOf('\n', begin);
        const QByteArray text = content.mid(begin, (end < 0 ? content.size() : end) - begin);
        const qint64 sequence = qint64(m_entries.size()) + 1;
        auto line = end < 0 ? std::nullopt : readLine(text, m_head, sequence);
        if (!line) {
            const bool isLast = (end < 0 || end + 1 == content.size())
                && text.indexOf("{\"sequence\":", 1) < 0;
            if (!isLast) {
                return Failure{JournalError{JournalError::Kind::Altered,
                    u"record %1 does not fit the chain"_s.arg(sequence)}};
            }
            m_droppedTornRecord = true;
            return truncateTo(begin) ? Result<Done, JournalError>(Done{})
                                     : Failure{unwritable(m_file->errorString())};
        }
        m_head = line->chain;
        m_entries.push_back(std::move(line->entry));
        begin = end + 1;
    }
    return Done{};
}

bool Journal::truncateTo(qint64 size)
{
    return m_file->resize(size) && m_file->seek(size) && ::fsync(m_file->handle()) == 0;
}

Result<Done, JournalError> Journal::append(const JournalEntry &entry, Timestamp at)
{
    JournalLine line{qint64(m_entries.size()) + 1, at, entry, {}};
    line.chain = chainOf(m_head, line);
    const QByteArray text = toJson(line) + '\n';
    // After a failed write the end of the file is unknown: nothing may follow it.
    if (m_broken || m_file->write(text) != text.size() || ::fdatasync(m_file->handle()) != 0) {
        m_broken = true;
        return Failure{unwritable(m_file->errorString())};
    }
    m_head = line.chain;
    m_entries.push_back(entry);
    return Done{};
}

} // namespace kontor::atm
