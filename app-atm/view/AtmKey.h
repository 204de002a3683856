// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/view/Pictures.h"

#include <QAbstractButton>

#include <climits>

namespace kontor::atm {

enum class KeyStyle { Tile, Quiet, Cancel, Proceed, Clear, Footer };

//! `Row`: chip, icon, words side by side. `Stacked`: icon above words. `Digit`: one figure.
//! `Door`: a picture above words above the chip. `Mix`: words, then notes in columns.
enum class KeyShape { Row, Stacked, Digit, Door, Mix };

struct KeySpec
{
    QString label = {};
    KeyStyle style = KeyStyle::Tile;
    KeyShape shape = KeyShape::Row;
    QString second = {};
    //! What the pictures say, for those who do not see them.
    QString spoken = {};
    Icon icon = Icon::None;
    Picture picture = Picture::None;
    //! The number that chooses it, 0 for none.
    int number = 0;
    bool numberAtRight = false;
    Notes notes = {};
    //! With Mix: the kinds that have a column, the highest first.
    std::vector<int> columns = {};
    Type type = Type::Strong;
};

//! A key of the touch screen: acts on release inside, sliding off cancels; nothing moves. A label
//! that does not fit takes a second line before it takes a smaller size.
class AtmKey : public QAbstractButton
{
    Q_OBJECT

public:
    AtmKey(const Look &look, KeySpec spec, QWidget *parent);

    const KeySpec &spec() const { return m_spec; }
    //! Never shows that it is pressed: for PINs.
    void hidePresses() { m_hidesPresses = true; }
    bool hidesPresses() const { return m_hidesPresses; }
    //! Whether all words have room, at a size that may still be read.
    bool textFits() const;
    //! The label's, at the size it is painted in.
    QFont labelFont() const;
    //! No label of this key is larger than that.
    void limitLabel(int pixels);
    QSize sizeHint() const override { return size(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    //! The window knows what a key of a keyboard means on each screen.
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Words
    {
        QFont font;
        bool fits = true;
    };
    QColor fill() const;
    QColor ink() const;
    QColor secondInk() const;
    QPen outline() const;
    Words labelIn(const QRectF &place, int flags) const;
    bool isAnswer() const;
    int mixColumns() const;
    double mixPitch() const;
    QRectF rowPlace() const;
    double notesRoom() const;
    bool showsNotes() const;
    QRectF labelPlace() const;
    Qt::Alignment labelAlignment() const;
    void paintBody(QPainter &painter) const;
    void paintRow(QPainter &painter) const;
    void paintStacked(QPainter &painter) const;
    void paintDigit(QPainter &painter) const;
    void paintDoor(QPainter &painter) const;
    void paintMixColumns(QPainter &painter) const;
    void paintWords(QPainter &painter) const;

    Look m_look;
    KeySpec m_spec;
    bool m_hidesPresses = false;
    int m_largestLabel = INT_MAX;
};

} // namespace kontor::atm
