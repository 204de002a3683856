// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace kontor::widgets {

//! Whether money moved, in words, always in the same place on every flow page. Five states only.
//! A screen reader is told of each change (role alert).
class OutcomeStrip : public QWidget
{
    Q_OBJECT

public:
    //! Attention: nothing is posted either, and something is to be known first.
    enum class State { NotPosted, Done, Refused, BeingChecked, Attention };

    explicit OutcomeStrip(QWidget *parent = nullptr);
    //! `verdict` is the bold beginning, `sentence` what follows it.
    void show(State state, const QString &verdict, const QString &sentence);
    State state() const { return m_state; }
    const QString &verdict() const { return m_verdict; }
    QString text() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return {320, 44}; }
    QSize minimumSizeHint() const override { return {200, 44}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool needsTwoLines(int width) const;
    State m_state = State::NotPosted;
    QString m_verdict;
    QString m_sentence;
};

//! Makes alerts, charts and steps known to screen readers under their own roles. Call once.
void installAccessibleRoles();

} // namespace kontor::widgets
