// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QActionGroup;

namespace kontor::teller {

//! How large everything is. Qt takes that once, before there is a QApplication, so a choice counts
//! from the next start on, and the menu says so. What the screen is too small for cannot be chosen.
class SizeMenu : public QMenu
{
    Q_OBJECT

public:
    //! `percent` is what was chosen before; the parent stands in the window that has to fit the screen.
    SizeMenu(int percent, QWidget *parent);

Q_SIGNALS:
    void chosen(int percent);

private:
    void showPossible();

    QActionGroup *m_sizes;
};

//! The size that was chosen, in percent; 100 where none was, or what stands there is none of ours.
int chosenSize(const QString &settingsFile);
//! To call before there is a QApplication. The environment's own QT_SCALE_FACTOR goes before.
void useChosenSize(const QString &settingsFile);

} // namespace kontor::teller
