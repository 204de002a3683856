// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/StatementFlow.h"
#include "foundation/Strings.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QTableView;
namespace kontor::widgets {
class ActionButton;
class ElidedLabel;
class IconLabel;
} // namespace kontor::widgets

namespace kontor::teller {

//! A month of an account: what it began with, what moved, and what it ended with; onto paper and
//! into files.
class StatementPage : public QWidget
{
    Q_OBJECT

public:
    explicit StatementPage(StatementFlow *flow, QWidget *parent = nullptr);

    StatementFlow *flow() const { return m_flow; }
    void focusFirst();

Q_SIGNALS:
    //! Back to the customer.
    void left();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeNote();
    QWidget *makeFigures();
    QWidget *makeTableCard();
    QWidget *makeFoot();
    void makeWays();
    void makeKeys();
    void showMonths();
    void showMonth();
    void showFigures();
    void showPaper();
    //! A kind of file: one of the server's, or else the PDF that is made here.
    struct Kind
    {
        QString suffix;
        QString name;
        std::optional<api::StatementFormat> format = {};

        QString filter() const { return name + u" (*."_s + suffix + u')'; }
    };
    void askWhere(const QList<Kind> &kinds);
    static Kind kindOf(const QList<Kind> &kinds, const QString &path, const QString &filter);
    void save(const Kind &kind, const QString &path);
    void retranslate();

    StatementFlow *m_flow;
    QLabel *m_title = nullptr;
    widgets::ElidedLabel *m_subject = nullptr;
    widgets::ActionButton *m_before = nullptr;
    widgets::ActionButton *m_month = nullptr;
    widgets::ActionButton *m_after = nullptr;
    QMenu *m_months = nullptr;
    QWidget *m_noteRow = nullptr;
    QLabel *m_note = nullptr;
    widgets::ActionButton *m_again = nullptr;
    QLabel *m_captions[4] = {};
    QLabel *m_figures[4] = {};
    QTableView *m_table = nullptr;
    QLabel *m_empty = nullptr;
    widgets::ActionButton *m_back = nullptr;
    widgets::ElidedLabel *m_news = nullptr;
    widgets::ActionButton *m_save = nullptr;
    QMenu *m_ways = nullptr;
    QAction *m_pdf = nullptr;
    QAction *m_csv = nullptr;
    QAction *m_accounting = nullptr;
    widgets::ActionButton *m_print = nullptr;
};

} // namespace kontor::teller
