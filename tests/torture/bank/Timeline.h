// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <vector>

namespace kontor::testing {

//! The laws of a bank.
enum class Law
{
    Conservation, //!< money moves, it is not made
    Floor, //!< nobody spends what is not there
    OncePerKey, //!< a command has one effect, or none where it was refused
    SameAnswer, //!< and always the same answer
    RealTimeOrder, //!< acknowledged before another was sent means earlier in the log
    Gapless, //!< versions count 1, 2, 3 …
    FreshReads, //!< a read shows nothing older than what was acknowledged before, nor the future
    Snapshot, //!< a list is one state of all accounts
    TrueAnswers, //!< every answer is what the rules say at its place in the log
};
const char *nameOf(Law law);

//! A law that was broken, and how.
struct Finding
{
    Law law;
    QString what;
};
using Findings = std::vector<Finding>;

//! The published feed of a bank, followed by hand: a second opinion on every balance, written from
//! the documentation of the API and sharing nothing with the server.
class Timeline
{
public:
    //! An account after one event.
    struct Step
    {
        //! Where its command ended: whatever a command does happens at once.
        qint64 position = 0;
        QByteArray key;
        qint64 balance = 0;
        qint64 held = 0;

        qint64 available() const { return balance - held; }
    };
    //! What came of a key.
    struct Effect
    {
        qint64 position = 0;
        QByteArray type;
        //! One for each event: which account it was and by how much it moved.
        std::vector<std::pair<int, qint64>> moves;
    };

    //! The items of all pages in order, and the ids of the accounts by index.
    Timeline(const QJsonArray &items, const std::vector<QByteArray> &accounts);

    //! What is wrong with the feed by itself.
    const Findings &findings() const { return m_findings; }
    int accountCount() const { return int(m_steps.size()); }
    qint64 newest(int account) const { return qint64(m_steps[std::size_t(account)].size()); }
    //! Nothing where there is no such version.
    const Step *step(int account, qint64 version) const;
    //! The last position at which a version was the newest.
    qint64 endOf(int account, qint64 version) const;
    const std::map<QByteArray, Effect> &effects() const { return m_effects; }

private:
    struct Event;
    void add(const QJsonObject &item);
    void move(const Event &event, Step &step);
    void hold(const Event &event, Step &step);
    void noteEffect(const Event &event, qint64 moved);
    void closeTransfer(const Event &event);
    void find(Law law, const QString &what) { m_findings.push_back({law, what}); }

    std::map<QByteArray, int> m_index;
    std::vector<std::vector<Step>> m_steps;
    std::map<QByteArray, Effect> m_effects;
    std::map<QByteArray, qint64> m_holds;
    //! The half of a transfer whose other half must come next.
    QByteArray m_openTransfer;
    std::pair<int, qint64> m_openHalf;
    Findings m_findings;
};

//! Cents of a decimal.
qint64 centsOf(const QJsonValue &value);

} // namespace kontor::testing
