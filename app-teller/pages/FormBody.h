// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/CommandFlow.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;
namespace kontor::widgets {
class ProblemBox;
}

namespace kontor::teller {

class ChangesCard;
class FormField;

//! The first step of a flow page: what is to be entered, and beside it what will change. Problems
//! are shown from the first try to go on, and then as one types.
class FormBody : public QWidget
{
    Q_OBJECT

public:
    //! What to do, after "Nothing is posted yet."
    virtual QString advice() const = 0;
    //! Hands the entries to the flow and shows what is wrong with them; true where nothing is.
    bool submit();
    //! The field to begin with, or the first one with a problem.
    void focusFirst();
    //! What has to be changed before it goes on, in short; empty where nothing is known to.
    QString blocker() const;

Q_SIGNALS:
    //! Enter in the last field.
    void finished();
    void blockerChanged();

protected:
    FormBody(CommandFlow *flow, QWidget *parent);

    //! Hands the entries to the flow.
    virtual void enter() = 0;
    //! The field to begin with where there is no problem.
    virtual QLineEdit *firstEdit() const = 0;
    //! Below those that are there. What somebody types into it is entered.
    FormField *addField(Field field, QLineEdit *edit);
    QVBoxLayout *entries() const { return m_entries; }
    ChangesCard *changes() const { return m_changes; }
    void showProblems();
    //! Where problems are shown, those of now.
    void refreshProblems();

private:
    FormField *fieldOf(Field field) const;

    CommandFlow *m_flow;
    QVBoxLayout *m_entries;
    widgets::ProblemBox *m_problemBox;
    ChangesCard *m_changes;
    std::vector<std::pair<Field, FormField *>> m_fields;
    std::vector<FieldProblem> m_problems;
    bool m_tried = false;
};

} // namespace kontor::teller
