// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/AccountColumns.h"

#include "foundation/Fold.h"
#include "storage/OpenError.h"
#include "storage/codec/CompactJson.h"

namespace kontor::storage {

qint64 dayColumn(QDate date)
{
    return QDate(1970, 1, 1).daysTo(date);
}

std::optional<qint64> dayColumn(std::optional<QDate> date)
{
    return date ? std::optional(dayColumn(*date)) : std::nullopt;
}

QVariant textColumn(const std::optional<QByteArray> &text)
{
    return text ? QVariant(QString::fromUtf8(*text)) : QVariant();
}

template<class T>
static QVariant jsonColumn(const T &value)
{
    std::string json;
    appendCompact(json, value);
    return QString::fromUtf8(json.data(), qsizetype(json.size()));
}

QVariant holdsColumn(const domain::Account &account)
{
    return account.holds.empty() ? QVariant() : jsonColumn(account.holds);
}

QVariant blockColumn(const domain::Account &account)
{
    return account.block ? jsonColumn(*account.block) : QVariant();
}

QString upsertAccountSql()
{
    return u"INSERT INTO accounts(stream, version, balance, held, holds, block, floor, id, number,"
           " name, folded, cpf, owner, currency, active, deleted, created, updated)"
           " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(stream) DO UPDATE SET"
           " version=excluded.version, balance=excluded.balance, held=excluded.held,"
           " holds=excluded.holds, block=excluded.block, floor=excluded.floor, name=excluded.name,"
           " folded=excluded.folded, cpf=excluded.cpf, active=excluded.active,"
           " deleted=excluded.deleted, updated=excluded.updated"_s;
}

QVariantList accountRow(qint64 stream, AccountId id, qint64 version, const domain::Account &account)
{
    return {stream, version, account.balance, account.held, holdsColumn(account),
        blockColumn(account), account.floor, idColumn(id.uuid), QString::fromUtf8(account.number),
        account.name, folded(account.name), textColumn(account.cpf), idColumn(account.ownerId.uuid),
        QString::fromLatin1(account.currency.code()), account.isActive ? 1 : 0,
        account.isDeleted ? 1 : 0, account.createdAt.micros,
        account.updatedAt ? QVariant(account.updatedAt->micros) : QVariant()};
}

QString upsertCustomerSql()
{
    return u"INSERT INTO customers VALUES(?,?,?,?,?,?) ON CONFLICT(stream) DO UPDATE SET"
           " name=excluded.name, folded=excluded.folded, cpf=excluded.cpf"_s;
}

QVariantList customerRow(qint64 stream, const Uuid &id, const domain::Customer &customer)
{
    return {stream, idColumn(id), customer.name, folded(customer.name), textColumn(customer.cpf),
        customer.createdAt.micros};
}

bool isSameValue(const QVariant &found, const QVariant &wanted)
{
    if (found.isNull() || wanted.isNull()) {
        return found.isNull() == wanted.isNull();
    }
    return wanted.typeId() == QMetaType::QByteArray ? found.toByteArray() == wanted.toByteArray()
                                                    : found.toString() == wanted.toString();
}

QString accountColumns()
{
    return u"a.id, a.version, a.balance, a.held, CAST(a.holds AS BLOB), a.floor,"
           " CAST(a.number AS BLOB), a.name, CAST(a.cpf AS BLOB), a.owner,"
           " CAST(a.currency AS BLOB), a.active, a.deleted, a.created, a.updated,"
           " CAST(a.block AS BLOB)"_s;
}

template<class T>
static T readJsonColumn(const QByteArray &json)
{
    T value;
    CompactText text(json);
    if (!(readCompact(text, value) && text.atEnd())) {
        halt(OpenError::Data, u"views.db: the holds or the block of an account cannot be read"_s);
    }
    return value;
}

application::AccountRow readAccount(const Statement &row)
{
    application::AccountRow result;
    result.id = {idFromColumn(row.bytes(0))};
    result.version = row.integer(1);
    domain::Account &account = result.account;
    account.exists = true;
    account.balance = row.integer(2);
    account.held = row.integer(3);
    if (!row.isNull(4)) {
        account.holds = readJsonColumn<std::vector<domain::Hold>>(row.bytes(4));
    }
    account.floor = row.integer(5);
    account.number = row.bytes(6);
    account.name = row.text(7);
    account.cpf = row.isNull(8) ? std::nullopt : std::optional(row.bytes(8));
    account.ownerId = {idFromColumn(row.bytes(9))};
    account.currency = Currency::fromCode(row.bytes(10)).value_or(Currency{});
    account.isActive = row.integer(11) != 0;
    account.isDeleted = row.integer(12) != 0;
    account.createdAt = {row.integer(13)};
    if (const auto updated = row.optionalInteger(14)) {
        account.updatedAt = Timestamp{*updated};
    }
    if (!row.isNull(15)) {
        account.block = readJsonColumn<domain::Block>(row.bytes(15));
    }
    return result;
}

QString customerColumns()
{
    return u"c.id, c.name, CAST(c.cpf AS BLOB), c.created,"
           " (SELECT COUNT(*) FROM accounts a WHERE a.owner = c.id AND a.deleted = 0)"_s;
}

application::CustomerRow readCustomer(const Statement &row)
{
    application::CustomerRow result;
    result.id = {idFromColumn(row.bytes(0))};
    result.customer.exists = true;
    result.customer.name = row.text(1);
    result.customer.cpf = row.isNull(2) ? std::nullopt : std::optional(row.bytes(2));
    result.customer.createdAt = {row.integer(3)};
    result.accountCount = int(row.integer(4));
    return result;
}

} // namespace kontor::storage
