// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/screens/AtmScreen.h"

#include <QElapsedTimer>

namespace kontor::atm {

//! The kiosk's window: one screen at a time, centred, in its true size where the panel is large
//! enough; the keys of a keyboard or a PIN pad of metal; contrast. Shows states, decides nothing.
class AtmWindow : public QWidget
{
    Q_OBJECT

public:
    explicit AtmWindow(double dpmm, QWidget *parent = nullptr);

    void showState(const State &state);
    void setFacts(const MachineFacts &facts);
    const MachineFacts &facts() const { return m_facts; }
    const AtmScreen *screen() const { return m_screen; }
    bool highContrast() const { return m_highContrast; }
    void setHighContrast(bool on);
    //! The words are other ones: everything is made anew.
    void retranslate() { rebuild(); }

Q_SIGNALS:
    void input(const kontor::atm::Input &input);
    //! What there is to hear.
    void spoken(const QString &text);
    void keyTouched();
    //! A digit while a PIN is asked for: it goes to the pad, never into the machine.
    void pinDigit(int digit);

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    Look look() const;
    void rebuild();
    void typeDigit(int digit);
    void pressEnter();
    void press(AtmKey &key);
    AtmKey *ringedKey() const;
    void showRing(bool visible);
    void takeTouch(const Input &input);
    void showCurtain();

    double m_dpmm;
    bool m_highContrast = false;
    //! A hardware key was touched; on screens with a pad the ring waits until it is moved.
    bool m_ringVisible = false;
    bool m_ringMoved = false;
    bool m_pressedByKey = false;
    //! Since the screen came up: a bouncing finger must not press what lies beneath.
    QElapsedTimer m_shown;
    State m_state;
    MachineFacts m_facts;
    QString m_key;
    AtmScreen *m_screen = nullptr;
    //! What has been said of the changes.
    QString m_saidChange;
    //! Over everything, while the screen is dark.
    QWidget *m_curtain;
};

} // namespace kontor::atm
