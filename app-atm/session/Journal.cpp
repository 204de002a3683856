// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Journal.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
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

//! What a record has to fit.
struct Before
{
    QByteArray chain;
    qint64 sequence = 0;
};

std::optional<JournalLine> readLine(const QByteArray &text, const Before &before)
{
    const auto json = parseJson(text);
    if (!json) {
        return std::nullopt;
    }
    auto line = fromJson<JournalLine>(*json);
    // Compared as text too: a changed byte that reads as the same value is still a change.
    const bool fits = line && line->sequence == before.sequence + 1 && toJson(*line) == text
        && line->chain == chainOf(before.chain, *line);
    return fits ? std::optional(std::move(*line)) : std::nullopt;
}

//! The first record tells itself what it follows, where it follows anything.
Before beforeFirst(const QByteArray &text)
{
    const auto json = parseJson(text);
    if (!json) {
        return {};
    }
    const auto line = fromJson<JournalLine>(*json);
    if (!line || line->entry.step != JournalStep::Continued) {
        return {};
    }
    return {line->entry.reason.value_or(QString()).toLatin1(), line->sequence - 1};
}

bool isSameFile(const QByteArray &a, const QByteArray &b)
{
    struct stat first = {};
    struct stat second = {};
    return ::stat(a.constData(), &first) == 0 && ::stat(b.constData(), &second) == 0
        && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

//! A second name, which it may have already, from before a power cut.
bool linkFile(const QString &path, const QString &name)
{
    const QByteArray from = QFile::encodeName(path);
    const QByteArray to = QFile::encodeName(name);
    return ::link(from.constData(), to.constData()) == 0
        || (errno == EEXIST && isSameFile(from, to));
}

bool renameFile(const QString &from, const QString &to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
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

Failure<JournalError> systemError(const QString &path)
{
    return Failure{unwritable(path + u": "_s + QString::fromLocal8Bit(std::strerror(errno)))};
}

} // namespace

Result<Journal, JournalError> Journal::open(const QString &path)
{
    Journal journal;
    journal.m_path = path;
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
    const Before first = beforeFirst(content.left(content.indexOf('\n')));
    m_head = first.chain;
    m_sequence = first.sequence;
    m_firstSequence = first.sequence + 1;
    qsizetype begin = 0;
    while (begin < content.size()) {
        const qsizetype end = content.indexOf('\n', begin);
        const QByteArray text = content.mid(begin, (end < 0 ? content.size() : end) - begin);
        auto line = end < 0 ? std::nullopt : readLine(text, {m_head, m_sequence});
        if (!line) {
            const bool isLast = (end < 0 || end + 1 == content.size())
                && text.indexOf("{\"sequence\":", 1) < 0;
            if (!isLast) {
                return Failure{JournalError{JournalError::Kind::Altered,
                    u"record %1 does not fit the chain"_s.arg(m_sequence + 1)}};
            }
            m_droppedTornRecord = true;
            return truncateTo(begin) ? Result<Done, JournalError>(Done{})
                                     : Failure{unwritable(m_file->errorString())};
        }
        m_head = line->chain;
        m_sequence = line->sequence;
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
    JournalLine line{m_sequence + 1, at, entry, {}};
    line.chain = chainOf(m_head, line);
    const QByteArray text = toJson(line) + '\n';
    // After a failed write the end of the file is unknown: nothing may follow it.
    if (m_broken || m_file->write(text) != text.size() || ::fdatasync(m_file->handle()) != 0) {
        m_broken = true;
        return Failure{unwritable(m_file->errorString())};
    }
    m_head = line.chain;
    m_sequence = line.sequence;
    m_entries.push_back(entry);
    return Done{};
}

//! Named by the records in it.
QString Journal::earlierPart() const
{
    const QFileInfo own(m_path);
    const auto number
        = [](qint64 sequence) { return u"%1"_s.arg(sequence, 9, 10, QLatin1Char('0')); };
    return u"%1/%2-%3-%4.%5"_s.arg(own.absolutePath(), own.completeBaseName(),
        number(m_firstSequence), number(m_sequence), own.suffix());
}

//! What an earlier attempt left under its name is no part of any journal.
Result<std::unique_ptr<QFile>, JournalError> Journal::writeNext(const QByteArray &text) const
{
    auto next = std::make_unique<QFile>(m_path + u".next"_s);
    if (!next->open(QIODevice::ReadWrite | QIODevice::Truncate | QIODevice::Unbuffered)
        || !next->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || next->write(text) != text.size() || ::fsync(next->handle()) != 0) {
        const QString reason = next->errorString();
        next->remove();
        return Failure{unwritable(reason)};
    }
    return next;
}

Result<Done, JournalError> Journal::shorten(WithdrawalId last, Timestamp at)
{
    JournalLine line{m_sequence + 1, at, {}, {}};
    line.entry.step = JournalStep::Continued;
    if (!last.isNull()) {
        line.entry.withdrawal = last;
    }
    line.entry.reason = QString::fromLatin1(m_head);
    line.chain = chainOf(m_head, line);
    auto next = writeNext(toJson(line) + '\n');
    if (!next) {
        return Failure{next.error()};
    }
    const QString folder = QFileInfo(m_path).absolutePath();
    const QString nextPath = (*next)->fileName();
    // The records have their second name on disk before they lose the first.
    if (!linkFile(m_path, earlierPart()) || !syncDirectory(folder)
        || !renameFile(nextPath, m_path)) {
        auto failure = systemError(nextPath);
        (*next)->remove();
        return failure;
    }
    m_file = std::move(next).value();
    m_head = line.chain;
    m_sequence = line.sequence;
    m_firstSequence = line.sequence;
    m_entries = {line.entry};
    m_broken = !syncDirectory(folder); // nobody knows which of them a power cut would leave
    return m_broken ? Result<Done, JournalError>(systemError(folder)) : Done{};
}

} // namespace kontor::atm
