// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/TellerApp.h"
#include "app-teller/TellerWindow.h"

#include <QTest>

#include <memory>

namespace kontor::testing {

//! The whole program in process, as a teller sees it, and keys to press.
class Counter
{
public:
    teller::TellerWindow *window() { return m_app->window(); }
    teller::TellerApp &app() { return *m_app; }
    template<class T>
    T *find(const QString &name)
    {
        for (T *widget : window()->findChildren<T *>(name)) {
            if (widget->isVisible()) {
                return widget;
            }
        }
        return nullptr;
    }
    //! One press, counted; goes to whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    //! Digits and search text: not counted.
    void type(const QString &text);
    bool shows(const QString &text);
    //! The search for this has an answer: "2 customers match …", and no longer "Searching for …".
    bool hasSearched(const QString &text);
    QString stripText();

    int keystrokes = 0;

protected:
    //! As on a common screen; the one that is not there has 800 x 800.
    void resizeAsUsual();

    std::unique_ptr<teller::TellerApp> m_app;
};

} // namespace kontor::testing
