// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Given.h"

#include "foundation/Describe.h"

#include <QTest>

namespace kontor::testing {

using namespace domain;

void FoldedStates::apply(const NewEvent &event, Timestamp at)
{
    of(event.stream);
    Folded &folded = m_streams.at(event.stream);
    evolve(folded.state, event.event, at);
    ++folded.version;
}

const State &FoldedStates::of(const StreamName &stream) const
{
    return m_streams.try_emplace(stream, Folded{initialState(stream.kind())}).first->second.state;
}

qint64 FoldedStates::versionOf(const StreamName &stream) const
{
    of(stream);
    return m_streams.at(stream).version;
}

Given::Given(const History &history)
{
    for (const NewEvent &event : history) {
        m_states.apply(event, monday);
    }
    m_context.now = monday;
    m_context.bookingDate = mondayDate;
}

Given &Given::at(Timestamp now)
{
    m_context.now = now;
    return *this;
}

Given &Given::ifMatch(qint64 version)
{
    m_context.expectedVersion = version;
    return *this;
}

Given &Given::policy(const Policy &policy)
{
    m_context.policy = policy;
    return *this;
}

Given &Given::by(const Principal &principal)
{
    m_context.principal = principal;
    return *this;
}

Outcome Given::when(const Command &command) const
{
    auto decision = decide(command, m_states, m_context);
    return decision ? happened(std::move(*decision))
                    : refused(decision.error().code, decision.error().detail);
}

void Outcome::failWithout(const char *type) const
{
    QTest::qFail(
        qPrintable(u"no %1 in: %2"_s.arg(QLatin1StringView(type), summary())), __FILE__, __LINE__);
}

static QString textOf(const Refusal &refusal)
{
    return u"refused: %1 (%2)"_s.arg(QLatin1StringView(nameOf(refusal.code))).arg(refusal.detail);
}

QString Outcome::summary() const
{
    if (refusal) {
        return QString::fromLatin1(nameOf(refusal->code));
    }
    QStringList parts;
    for (const NewEvent &event : events) {
        parts += QString::fromUtf8(event.stream.name().split('/').first()) + u' '
            + QLatin1StringView(typeName(event.event));
    }
    return parts.join(u", ");
}

static QString detailsOf(const Event &event)
{
    return std::visit(
        [](const auto &e) {
            QString text = QString::fromUtf8(toJson(e));
            if constexpr (MoneyEvent<std::decay_t<decltype(e)>>) {
                text += u" amount %1, balance after %2"_s.arg(e.amount).arg(e.balanceAfter);
            }
            return text;
        },
        event);
}

char *toString(const Outcome &outcome)
{
    if (outcome.refusal) {
        return QTest::toString(textOf(*outcome.refusal));
    }
    QString text = outcome.events.empty() ? u"nothing"_s : QString();
    for (const NewEvent &event : outcome.events) {
        text += u"\n      %1: %2 %3"_s.arg(QString::fromUtf8(event.stream.name()),
            QString::fromLatin1(typeName(event.event)), detailsOf(event.event));
    }
    return QTest::toString(text);
}

} // namespace kontor::testing
