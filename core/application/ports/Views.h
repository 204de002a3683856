// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "application/ports/StreamIndex.h"
#include "domain/State.h"

#include <functional>
#include <memory>
#include <vector>

namespace kontor::application {

//! A changed stream after a batch: what the overlay shows and the views store.
struct ChangedStream
{
    domain::StreamName stream;
    qint64 streamPosition = 0;
    qint64 version = 0;
    //! The position of its last event.
    qint64 position = 0;
    domain::StatePtr state;
};

//! One commit, as the writer hands it on. Immutable and shared between threads.
struct CommittedBatch
{
    std::vector<RecordedEvent> events;
    std::vector<OutcomeRecord> outcomes;
    //! Every stream that the batch touched, once, in its state after the batch.
    std::vector<ChangedStream> changed;
    //! The snapshots that fell due: the newest per stream of the batch.
    std::vector<ChangedStream> snapshots;
    //! And those of versions that are multiples of milestoneEvery, all of them.
    std::vector<ChangedStream> milestones;
    //! Where the log ends after this batch.
    LogHead head;
};
using CommittedBatchPtr = std::shared_ptr<const CommittedBatch>;

//! Where a follower stands. The hash tells a restored ledger from the one that was followed.
struct Checkpoint
{
    QByteArray generation;
    qint64 position = 0;
    qint64 outcome = 0;
    QByteArray eventHash;
};

//! The writing side of views.db; one thread, the view follower's.
class ViewWriter
{
public:
    virtual ~ViewWriter() = default;
    virtual Checkpoint checkpoint() = 0;
    //! Empties everything: the views will be rebuilt from position 1.
    virtual void reset(const QByteArray &generation) = 0;
    //! Keeps what write() needs of a batch that continues the checkpoint, or what was gathered since:
    //! each stream once, as it is now.
    virtual void gather(const CommittedBatch &batch) = 0;
    //! Writes what was gathered, in one transaction with the new checkpoint, and tells how far that goes;
    //! what could not be written is kept, and comes first at the next try. A version or key that is not
    //! unique is an alarm (the writer let something slip). It takes a second or two where much was
    //! gathered, and calls `meanwhile` every few milliseconds: that may gather on.
    using Meanwhile = std::function<void()>;
    virtual Result<LogHead, QString> write(const Meanwhile &meanwhile) = 0;
    //! Forgets what was gathered.
    virtual void discard() = 0;

    Result<LogHead, QString> apply(const CommittedBatch &batch)
    {
        gather(batch);
        return write({});
    }
};

struct AccountFilter
{
    //! Part of a name (without regard to case and accents), of a number, or a CPF.
    QString search;
    std::optional<CustomerId> ownerId;
    bool includeDeleted = false;
    int page = 1;
    int pageSize = 10;
    //! Counting stops there, because a million matches take their time; 0 counts all.
    qint64 countLimit = 0;
};

struct AccountRow
{
    AccountId id;
    qint64 version = 0;
    domain::Account account;
};

struct CustomerRow
{
    CustomerId id;
    domain::Customer customer;
    int accountCount = 0;
};

struct UserRow
{
    UserId id;
    domain::User user;
};

struct KeyRow
{
    KeyId id;
    domain::Key key;
};

template<class Row>
struct RowPage
{
    std::vector<Row> rows;
    qint64 totalCount = 0;
};

//! One entry of an account's movements or history: where its event stands.
struct EntryRow
{
    qint64 version = 0;
    qint64 position = 0;
};

//! Movements by their booking dates. Every movement booked from `first` to `last` has a version above
//! `afterVersion` and not above `upToVersion`, and all versions up to `afterVersion` were booked
//! before `first`: what has to be looked at, so that nobody looks at more.
struct BookingSpan
{
    AccountId id;
    QDate first;
    QDate last;
    qint64 afterVersion = 0;
    qint64 upToVersion = 0;
};

struct BookingTotals
{
    //! Booked before the first day.
    qint64 opening = 0;
    //! Both above zero.
    qint64 credits = 0;
    qint64 debits = 0;
    qint64 count = 0;

    qint64 closing() const { return opening + credits - debits; }
};

//! A movement of money as the views know it; its texts stand in the log.
struct BookingRow
{
    qint64 version = 0;
    qint64 position = 0;
    qint64 amount = 0;
};

//! The asking side of views.db; one object per thread. Answers are as of position().
class ViewReader
{
public:
    virtual ~ViewReader() = default;
    virtual qint64 position() = 0;
    virtual std::optional<AccountRow> account(AccountId id) = 0;
    virtual std::optional<AccountRow> accountByCpf(const QByteArray &digits) = 0;
    //! Those with money reserved on them, in no particular order.
    virtual std::vector<AccountRow> accountsWithHolds() = 0;
    //! Ordered by creation, then id.
    virtual RowPage<AccountRow> accounts(const AccountFilter &filter) = 0;
    virtual RowPage<CustomerRow> customers(const QString &search, int page, int pageSize) = 0;
    virtual std::optional<CustomerRow> customer(CustomerId id) = 0;
    //! By registration.
    virtual RowPage<UserRow> users(int page, int pageSize) = 0;
    //! By issue, revoked ones too.
    virtual RowPage<KeyRow> keys(int page, int pageSize) = 0;
    //! Entries with a version below `beforeVersion`, newest first; `moneyOnly` leaves out what moved
    //! no money.
    virtual std::vector<EntryRow> entriesBefore(AccountId id, qint64 beforeVersion, int limit,
        bool moneyOnly) = 0;
    //! Entries with a version above `afterVersion`, oldest first.
    virtual std::vector<EntryRow> entriesAfter(AccountId id, qint64 afterVersion, int limit) = 0;
    virtual BookingTotals bookingTotals(const BookingSpan &span) = 0;
    //! The movements of the span with a version above `afterVersion`, oldest first.
    virtual std::vector<BookingRow> bookings(const BookingSpan &span, qint64 afterVersion,
        int limit) = 0;
};

} // namespace kontor::application
