// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/NoteMix.h"

#include <QWidget>

namespace kontor::atm {

//! What the small machine shows now.
struct MachineNow
{
    QString screen;
    QString card;
    QString cash;
    QString slip;
    bool cardInside = false;
    //! It waits for a hand.
    bool cardOffered = false;
    Notes notesOffered = {};
    bool slipOffered = false;

    friend bool operator==(const MachineNow &, const MachineNow &) = default;
};

//! The machine in small: its screen and its three slots; the one that waits for a hand is amber.
class MachineView : public QWidget
{
    Q_OBJECT

public:
    explicit MachineView(QWidget *parent);
    void setNow(const MachineNow &now);
    QSize sizeHint() const override { return {420, 124}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Lies { Nowhere, Card, Cash, Slip };
    void paintScreen(QPainter &painter) const;
    void paintSlot(QPainter &painter, const QRectF &place, const QString &text, Lies what,
        bool waits) const;

    MachineNow m_now;
};

} // namespace kontor::atm
