// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/SampleBank.h"
#include "app-teller/TellerApp.h"
#include "app-teller/TellerWindow.h"
#include "app-teller/shell/Shell.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace kontor::testing {

//! The whole program on a sample bank, without a network: what a teller sees, and keys to press.
class Desk
{
public:
    explicit Desk(const QString &language = QStringLiteral("en"), bool dark = false);
    ~Desk();

    //! Ends the program and starts it anew on the same files.
    void restart();
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
    QString stripText();

    StillClock clock;
    SampleBank bank;
    int keystrokes = 0;

private:
    void start();
    SeededRandom m_random{7};
    QTemporaryDir m_files;
    QString m_language;
    bool m_dark;
    std::unique_ptr<teller::TellerApp> m_app;
};

} // namespace kontor::testing
