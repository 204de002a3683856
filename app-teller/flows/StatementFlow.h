// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"
#include "app-teller/models/StatementModel.h"

#include <QSet>

namespace kontor::teller {

//! The statement of an account, one month at a time, read piece by piece until it is whole. Months
//! go from the account's opening to the present one, which is read again whenever something is
//! booked.
class StatementFlow : public QObject
{
    Q_OBJECT

public:
    //! More than this is for no counter: such a month is shown in part and said to be.
    static constexpr int mostLines = 10'000;

    StatementFlow(Session &session, const api::AccountView &account, QObject *parent = nullptr);

    const api::AccountView &account() const { return m_account; }
    StatementModel *model() { return &m_model; }
    //! Months by their first day.
    QDate month() const { return m_month; }
    QDate firstMonth() const;
    QDate lastMonth() const;
    //! Months before the first and after the last one are passed over.
    void show(QDate month);
    void ask();

    //! Nothing until it is read; its lines are in the model.
    const std::optional<api::Statement> &statement() const { return m_statement; }
    bool isBusy() const { return m_busy; }
    //! Why there is no answer, in words; empty while there is one.
    const QString &problem() const { return m_problem; }
    //! What is to be known of what is shown: not final, not all; empty where nothing is.
    QString note() const;
    //! "Carla Weber, account 0004417-2, EUR, Main branch"
    QString subject() const;

    //! All of the month is here.
    bool isWhole() const { return m_statement && !m_statement->next; }
    //! And the other sides have their names: it can go onto paper and into files.
    bool isReady() const { return isWhole() && m_unnamed == 0; }
    bool canPrint() const { return isReady() && m_session->statementPrinter(); }
    StatementSheet sheet() const;
    void print();
    void savePdf(const QString &path);
    //! As the server writes it.
    void saveFile(api::StatementFormat format, const QString &path);
    //! "statement-0004417-2-2026-03"
    QString fileName() const;
    //! What became of printing or saving, in words; empty before.
    QString paperNews() const;

Q_SIGNALS:
    void changed();

private:
    enum class Paper { None, Busy, Printed, NoPrinter, Failed, Saved, NotSaved, NotRead };

    bool isFinal() const;
    void send(const QString &after);
    void take(const client::Answer<api::Statement> &piece);
    void settle();
    void nameCounterparties();
    void setPaper(Paper paper);
    void saveTo(const QFuture<bool> &file);
    void addColumns(StatementSheet &sheet) const;

    Session *m_session;
    api::AccountView m_account;
    StatementModel m_model;
    QDate m_month;
    std::optional<api::Statement> m_statement;
    //! The pieces of the question that is on its way.
    api::Statement m_coming;
    QSet<QByteArray> m_named;
    Timestamp m_readAt;
    QString m_problem;
    QString m_paperProblem;
    Paper m_paper = Paper::None;
    int m_question = 0;
    //! Other sides whose names are on their way.
    int m_unnamed = 0;
    bool m_busy = false;
    //! Something was booked while the answer was on its way.
    bool m_again = false;
};

} // namespace kontor::teller
