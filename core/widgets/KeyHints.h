// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QWidget>

namespace kontor::widgets {

//! A row of keys with what they do; what does not fit is left out.
class KeyHints : public QWidget
{
    Q_OBJECT

public:
    struct Hint
    {
        QList<QKeySequence> keys;
        QString text;
    };

    explicit KeyHints(QWidget *parent = nullptr);
    void setHints(const QList<Hint> &hints);
    QSize sizeHint() const override { return {300, 46}; }
    QSize minimumSizeHint() const override { return {100, 46}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Hint> m_hints;
};

} // namespace kontor::widgets
