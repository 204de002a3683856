// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace kontor::teller {

//! Home and one tab per customer. Drawn here, because a bold current tab needs room for its bold
//! text.
class CustomerTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit CustomerTabs(QWidget *parent = nullptr);
    int addNamed(const QString &iconName, const QString &name);
    void setName(int index, const QString &name);

Q_SIGNALS:
    void closeRequested(int index);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    QRect closeBox(int index) const;
    void paintTab(QPainter &painter, int index) const;
};

} // namespace kontor::teller
