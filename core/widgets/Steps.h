// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace kontor::widgets {

//! Where one is in a flow: 1 Enter — 2 Check — 3 Done.
class Steps : public QWidget
{
    Q_OBJECT

public:
    explicit Steps(QWidget *parent = nullptr);
    //! `current` counts from 0; all steps before it are ticked, all where it equals the count.
    void setSteps(const QStringList &names, int current);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_names;
    int m_current = 0;
};

} // namespace kontor::widgets
