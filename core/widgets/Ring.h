// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace kontor::widgets {

//! How long until the next try: an arc that steps once a second, with the seconds inside. Silent
//! for screen readers, only the result is spoken.
class Ring : public QWidget
{
    Q_OBJECT

public:
    explicit Ring(QWidget *parent = nullptr);
    //! `left` of `total` seconds; `caption` under the figure, where there is room for it. 0 left shows "…".
    void setRemaining(int left, int total, const QString &caption);
    QSize sizeHint() const override { return {80, 80}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_left = 0;
    int m_total = 1;
    QString m_caption;
};

} // namespace kontor::widgets
