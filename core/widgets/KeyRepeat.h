// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace kontor::widgets {

//! Tells whether the key that is being handled was pressed, or is still held down. X11 says so by a
//! release and a press in the same moment, and Qt overlooks some of them on a busy computer.
class KeyRepeat : public QObject
{
    Q_OBJECT

public:
    explicit KeyRepeat(QObject *parent);
    bool isRepeated() const { return m_isRepeated; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int m_released = 0;
    quint64 m_releasedAt = 0;
    bool m_isRepeated = false;
};

} // namespace kontor::widgets
