// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/LedgerExport.h"

#include "storage/export/ExportLines.h"
#include "storage/files/NewFile.h"
#include "storage/log/HashChain.h"
#include "storage/log/LogSpan.h"
#include "storage/verify/LookAtLedger.h"

namespace kontor::storage {

using application::LogHead;
using Steady = std::chrono::steady_clock;

namespace {

class Exporter
{
public:
    Exporter(Database &database, NewFile &file, const LogSpan &span)
        : m_database(database), m_file(file), m_span(span), m_head(span.before)
    {
    }
    Result<ExportReport, OpenError> run(const ExportHeader &header)
    {
        appendHeader(m_line, header);
        put();
        eachEvent(m_database, m_span.firstEvent(), m_span.lastEvent,
            [this](const EventRow &row) { return take(row); });
        if (m_head.position < m_span.lastEvent && mayGoOn()) {
            damaged(u"event %1 is missing"_s.arg(m_head.position + 1));
        }
        eachOutcome(m_database, m_span.firstOutcome(), m_span.lastOutcome,
            [this](const OutcomeRow &row) { return take(row); });
        if (m_head.outcome < m_span.lastOutcome && mayGoOn()) {
            damaged(u"outcome %1 is missing"_s.arg(m_head.outcome + 1));
        }
        appendFooter(m_line, m_head);
        put();
        return finish();
    }

private:
    bool mayGoOn() const { return !m_fault && m_file.isWritable(); }
    void put()
    {
        m_file.write(m_line);
        m_line.clear();
    }
    // The first fault counts, and what the file itself could not give explains it.
    bool damaged(const QString &what)
    {
        if (!m_fault) {
            m_fault = m_database.fault().value_or(OpenError{OpenError::Data,
                u"%1: %2. Nothing was exported; kontor-server verify tells more."_s.arg(
                    m_database.path(), what)});
        }
        return false;
    }
    // A line break inside the JSON would be one in the export.
    static bool isOneLine(const std::string &json) { return json.find('\n') == std::string::npos; }

    bool take(const EventRow &row)
    {
        if (!mayGoOn()) {
            return false;
        }
        if (row.position != m_head.position + 1) {
            return damaged(u"event %1 is missing"_s.arg(m_head.position + 1));
        }
        const QByteArray hash = chainHash(m_head.eventHash, row);
        if (row.hash != hash || !isOneLine(row.data) || !isOneLine(row.meta)) {
            return damaged(u"event %1 is not what was written"_s.arg(row.position));
        }
        m_head.position = row.position;
        m_head.eventHash = hash;
        appendEvent(m_line, row);
        put();
        return true;
    }
    bool take(const OutcomeRow &row)
    {
        if (!mayGoOn()) {
            return false;
        }
        if (row.record.sequence != m_head.outcome + 1) {
            return damaged(u"outcome %1 is missing"_s.arg(m_head.outcome + 1));
        }
        const QByteArray hash = chainHash(m_head.outcomeHash, row);
        if (row.hash != hash) {
            return damaged(u"outcome %1 is not what was written"_s.arg(row.record.sequence));
        }
        m_head.outcome = row.record.sequence;
        m_head.outcomeHash = hash;
        appendOutcome(m_line, row);
        put();
        return true;
    }
    Result<ExportReport, OpenError> finish()
    {
        if (m_fault) {
            return Failure{*m_fault};
        }
        if (auto done = m_file.commit(); !done) {
            return Failure{done.error()};
        }
        return ExportReport{m_head.position - m_span.before.position,
            m_head.outcome - m_span.before.outcome, m_file.size(), m_head, {}, {}};
    }

    Database &m_database;
    NewFile &m_file;
    LogSpan m_span;
    LogHead m_head;
    std::string m_line;
    std::optional<OpenError> m_fault;
};

} // namespace

Result<ExportReport, OpenError> exportLedger(const QString &directory, const QString &path,
    const ExportOptions &options)
{
    const auto start = Steady::now();
    auto ledger = lookAtLedger(directory);
    if (!ledger) {
        return Failure{ledger.error()};
    }
    const auto head = durableHead(*ledger);
    if (!head) {
        return Failure{head.error()};
    }
    const auto anchored = options.acceptLoss ? Done{} : checkAnchored(*ledger, *head);
    if (!anchored) {
        return Failure{anchored.error()};
    }
    Database &database = *ledger->database;
    const auto span = logSpan(database, *head, options.from, options.to);
    if (!span) {
        return Failure{span.error()};
    }
    auto file = NewFile::create(path);
    if (!file) {
        return Failure{file.error()};
    }
    auto report = Exporter(database, **file, *span)
                      .run({ledger->ledgerId, ledger->generation, span->before});
    if (report) {
        report->took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start);
        report->doubt = options.acceptLoss ? std::nullopt : doubtAbout(*ledger, *head);
    }
    return report;
}

} // namespace kontor::storage
