// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Program.h"

#include <QCoreApplication>

// The server with a planted fault: it answers, and commits when the next command comes. The tests
// of crashes and power loss must notice; no setting of the product does this.

namespace {

using namespace kontor;
using namespace kontor::application;

class AnswersFirst final : public EventLog
{
public:
    explicit AnswersFirst(std::unique_ptr<EventLog> log)
        : m_log(std::move(log))
        , m_head(m_log->head())
    { }
    ~AnswersFirst() override { commit(); }

    QByteArray generation() const override { return m_log->generation(); }
    LogHead head() const override { return m_head; }
    Result<Done, AppendFault> append(
        std::vector<RecordedEvent> &events, const std::vector<OutcomeRecord> &outcomes) override
    {
        commit();
        m_events = events;
        m_outcomes = outcomes;
        if (!events.empty()) {
            m_head.position = events.back().position;
            m_head.recordedAt = events.back().recordedAt;
        }
        m_head.outcome += qint64(outcomes.size());
        return Done{};
    }
    Result<Done, AppendFault> sync() override { return m_log->sync(); }
    void betweenBatches() override { m_log->betweenBatches(); }
    std::unique_ptr<LogReader> openReader() override { return m_log->openReader(); }
    std::unique_ptr<LogReader> openWriterReader() override { return m_log->openWriterReader(); }

private:
    void commit()
    {
        if (!m_events.empty() || !m_outcomes.empty()) {
            (void)m_log->append(m_events, m_outcomes);
        }
        m_events.clear();
        m_outcomes.clear();
    }

    std::unique_ptr<EventLog> m_log;
    LogHead m_head;
    std::vector<RecordedEvent> m_events;
    std::vector<OutcomeRecord> m_outcomes;
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    server::BooksOptions options;
    options.wrapLog = [](std::unique_ptr<EventLog> log) -> std::unique_ptr<EventLog> {
        return std::make_unique<AnswersFirst>(std::move(log));
    };
    return server::runProgram(app.arguments().sliced(1), options);
}
