// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QPushButton>

namespace kontor::widgets {

//! A button with an optional icon and the key that does the same. The focus ring is drawn inside
//! its own margin of `ringMargin`, so that no overlay has to follow it.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    enum class Kind { Primary, Secondary, Quiet };
    static constexpr int ringMargin = 4;

    explicit ActionButton(QWidget *parent = nullptr, Kind kind = Kind::Secondary);
    void setIconName(const QString &name);
    void setKeyHint(const QKeySequence &keys);
    //! A button that moves money does not answer to Enter alone.
    void setIgnoresEnter(bool ignores) { m_ignoresEnter = ignores; }
    //! Where a click puts something else in the button's place: the second one of a double click
    //! meant what stood there before, and does nothing.
    void setIgnoresDoubleClick(bool ignores) { m_ignoresDoubleClick = ignores; }
    //! Opens a menu: shows a chevron.
    void setHasMenu(bool hasMenu);
    void setTall(bool tall);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Colours
    {
        QColor fill;
        QColor edge;
        QColor ink;
    };
    Colours colours() const;
    Kind m_kind;
    QString m_iconName;
    QKeySequence m_keys;
    bool m_ignoresEnter = false;
    bool m_ignoresDoubleClick = false;
    bool m_hasMenu = false;
    bool m_tall = false;
};

} // namespace kontor::widgets
