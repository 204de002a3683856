// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/StatementOfx.h"

#include "foundation/AccountNumber.h"
#include "server/routes/XmlTree.h"

#include <QDateTime>

namespace kontor::server {

using api::MovementType;
using api::StatementLine;

namespace {

constexpr qsizetype longestAccount = 22;
constexpr qsizetype longestOfxName = 32;
constexpr qsizetype longestMemo = 255;

//! A number that is too long is told by its end, which is what tells accounts apart.
QString accountIdOf(const QString &number)
{
    if (number.size() <= longestAccount) {
        return number;
    }
    const auto parsed = AccountNumber::parse(number.toLatin1());
    return QString::fromLatin1(parsed ? parsed->withoutSeparators() : number.toLatin1())
        .right(longestAccount);
}

class OfxWriter
{
public:
    OfxWriter(const StatementFile &file, QByteArray &out)
        : m_file(file), m_statement(file.statement), m_xml(out)
    {
    }
    void write();

private:
    QByteArray dayOf(QDate day) const;
    void status();
    void signOn();
    void statement();
    void account(const QString &number);
    void lines();
    void line(const StatementLine &line);
    void balance(QLatin1StringView name, const Decimal &amount);
    const char *typeOf(const StatementLine &line) const;

    const StatementFile &m_file;
    const api::Statement &m_statement;
    XmlTree m_xml;
};

void OfxWriter::write()
{
    m_xml.writer().writeStartDocument(u"1.0"_s, false);
    m_xml.writer().writeProcessingInstruction(u"OFX"_s,
        u"OFXHEADER=\"200\" VERSION=\"211\" SECURITY=\"NONE\" OLDFILEUID=\"NONE\" NEWFILEUID=\"NONE\""_s);
    m_xml.within("OFX"_L1, [this] {
        m_xml.within("SIGNONMSGSRSV1/SONRS"_L1, [this] { signOn(); });
        m_xml.within("BANKMSGSRSV1/STMTTRNRS"_L1, [this] {
            m_xml.value("TRNUID"_L1, QByteArray("0"));
            status();
            m_xml.within("STMTRS"_L1, [this] { statement(); });
        });
    });
    m_xml.writer().writeEndDocument();
}

//! A day is a moment there, which programs turn into the day that it is where they are. Noon in UTC is
//! that day nearly everywhere; where it is the next one already, six hours earlier is.
QByteArray OfxWriter::dayOf(QDate day) const
{
    const QDateTime noon(day, QTime(12, 0), Qt::UTC);
    const bool isThatDay = noon.toTimeZone(m_file.timeZone).date() == day;
    return day.toString(u"yyyyMMdd"_s).toLatin1() + (isThatDay ? "120000" : "060000");
}

void OfxWriter::status()
{
    m_xml.within("STATUS"_L1, [this] {
        m_xml.value("CODE"_L1, QByteArray("0"));
        m_xml.value("SEVERITY"_L1, QByteArray("INFO"));
    });
}

void OfxWriter::signOn()
{
    const auto now = QDateTime::fromMSecsSinceEpoch(m_file.now.micros / 1000, Qt::UTC);
    status();
    m_xml.value("DTSERVER"_L1, now.toString(u"yyyyMMddHHmmss"_s));
    m_xml.value("LANGUAGE"_L1, QByteArray("ENG"));
    m_xml.within("FI"_L1, [this] {
        m_xml.text("ORG"_L1, m_file.bankName, longestOfxName);
        m_xml.value("FID"_L1, m_file.bankId);
    });
}

void OfxWriter::statement()
{
    m_xml.value("CURDEF"_L1, m_statement.currency.code());
    m_xml.within("BANKACCTFROM"_L1, [this] { account(m_statement.accountNumber); });
    m_xml.within("BANKTRANLIST"_L1, [this] { lines(); });
    balance("LEDGERBAL"_L1, m_statement.closing);
    if (m_file.available) {
        balance("AVAILBAL"_L1, *m_file.available);
    }
}

void OfxWriter::account(const QString &number)
{
    m_xml.value("BANKID"_L1, m_file.bankId);
    m_xml.value("ACCTID"_L1, accountIdOf(number));
    m_xml.value("ACCTTYPE"_L1, QByteArray("CHECKING"));
}

void OfxWriter::balance(QLatin1StringView name, const Decimal &amount)
{
    m_xml.within(name, [&] {
        m_xml.value("BALAMT"_L1, amount.toString());
        m_xml.value("DTASOF"_L1, dayOf(m_file.until()));
    });
}

void OfxWriter::lines()
{
    const bool isWithin = !m_file.isLast() && !m_statement.lines.empty();
    m_xml.value("DTSTART"_L1, dayOf(m_statement.firstDay));
    m_xml.value("DTEND"_L1,
        dayOf(isWithin ? m_statement.lines.back().bookingDate : m_file.until()));
    for (const StatementLine &each : m_statement.lines) {
        m_xml.within("STMTTRN"_L1, [&] { line(each); });
    }
}

const char *OfxWriter::typeOf(const StatementLine &line) const
{
    switch (line.type) {
    case MovementType::Opening:
    case MovementType::Deposit: return "DEP";
    case MovementType::Withdrawal:
        return m_file.paidByMachine.contains(line.version) ? "ATM" : "CASH";
    case MovementType::TransferSent:
    case MovementType::TransferReceived: return "XFER";
    }
    return "OTHER";
}

void OfxWriter::line(const StatementLine &line)
{
    const Counterparty *other = m_file.counterpartyOf(line);
    m_xml.value("TRNTYPE"_L1, QByteArray(typeOf(line)));
    m_xml.value("DTPOSTED"_L1, dayOf(line.bookingDate));
    if (line.valueDate) {
        m_xml.value("DTAVAIL"_L1, dayOf(*line.valueDate));
    }
    m_xml.value("TRNAMT"_L1, line.amount.toString());
    m_xml.value("FITID"_L1, line.transactionId);
    m_xml.text("NAME"_L1, other ? other->name : line.description, longestOfxName);
    if (other) {
        m_xml.within("BANKACCTTO"_L1, [&] { account(other->number); });
    }
    m_xml.text("MEMO"_L1, line.description, longestMemo);
}

} // namespace

QByteArray statementOfx(const StatementFile &file)
{
    QByteArray out;
    OfxWriter(file, out).write();
    // OFX knows three entities, and programs that read it by its own rules stumble over others.
    return out.replace("&quot;", "\"");
}

} // namespace kontor::server
