// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>

class QAction;
class QLabel;
class QVBoxLayout;

namespace kontor::teller {

//! A row of the rail: icon, name and key of an act.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit RailButton(QAction *action, QWidget *parent = nullptr);
    //! The act whose page is shown.
    void setCurrent(bool current);
    void setNarrow(bool narrow);
    //! For whom it is done, for the tool tip of a narrow rail.
    void setSubject(const QString &subject);
    QSize sizeHint() const override { return {m_narrow ? 44 : 192, hasNote() ? 50 : 38}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void syncWithAction();
    bool hasNote() const { return !m_narrow && !m_note.isEmpty(); }
    QAction *m_action;
    QString m_note;
    QString m_subject;
    bool m_current = false;
    bool m_narrow = false;
};

//! The navy column at the left: whom the acts are for, and the acts with their keys.
class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    void setBranch(const QString &branch);
    //! "For Carla Weber" and "Account 0000001-8": whom and what the first group acts on.
    void setSubject(const QString &subject, const QString &account);
    void addGroup(const QString &objectName, const QList<QAction *> &actions);
    QLabel *heading(int group) const { return m_headings.at(group); }
    void setCurrent(const QAction *action);
    //! Icons only, with names as tool tips.
    void setNarrow(bool narrow);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_name;
    QLabel *m_branch;
    QVBoxLayout *m_groups;
    QLabel *m_account;
    QList<QLabel *> m_headings;
    QList<QPair<QAction *, RailButton *>> m_buttons;
    QList<RailButton *> m_subjectButtons;
    bool m_narrow = false;
};

} // namespace kontor::teller
