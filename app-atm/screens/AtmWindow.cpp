// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/screens/AtmWindow.h"

#include "app-atm/screens/ScreenFactory.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QPainter>

namespace kontor::atm {

static constexpr int bounceMs = 250;

AtmWindow::AtmWindow(double dpmm, QWidget *parent)
    : QWidget(parent), m_dpmm(dpmm), m_curtain(new QWidget(this))
{
    QPalette dark;
    dark.setColor(QPalette::Window, Qt::black);
    m_curtain->setPalette(dark);
    m_curtain->setAutoFillBackground(true);
    m_curtain->hide();
    setWindowTitle(tr("Kontor cash machine"));
    setContextMenuPolicy(Qt::NoContextMenu);
    resize(int(dpmm * layout::width), int(dpmm * layout::height));
}

//! A panel that is too small for the layout gets a smaller one; a larger one a wider frame.
Look AtmWindow::look() const
{
    Look look;
    look.palette = m_highContrast ? &highContrastPalette() : &normalPalette();
    look.dpmm = std::min({m_dpmm, (width() + 1) / layout::width, (height() + 1) / layout::height});
    return look;
}

static int pinLengthOf(const State &state)
{
    return state.visit ? state.visit->pinLength : 0;
}

void AtmWindow::showState(const State &state)
{
    const bool isEmptied = pinLengthOf(m_state) > 0 && pinLengthOf(state) == 0;
    m_state = state;
    if (m_screen && screenKey(state) == m_key) {
        m_screen->refresh(state);
        if (isEmptied) { // by Clear: it begins again
            m_saidChange = m_screen->spokenChange();
            Q_EMIT spoken(m_screen->spoken());
            return;
        }
        const QString change = m_screen->spokenChange();
        if (change != std::exchange(m_saidChange, change) && !change.isEmpty()) {
            Q_EMIT spoken(change);
        }
        return;
    }
    rebuild();
}

//! Whoever looks over the shoulder sees nothing; keys and voice go on.
void AtmWindow::showCurtain()
{
    m_curtain->setGeometry(rect());
    m_curtain->setVisible(m_state.speech.screenDark);
    m_curtain->raise();
}

void AtmWindow::setFacts(const MachineFacts &facts)
{
    if (facts == m_facts) {
        return;
    }
    m_facts = facts;
    if (m_screen) {
        m_screen->setFacts(facts);
    }
}

void AtmWindow::setHighContrast(bool on)
{
    m_highContrast = on;
    rebuild();
}

void AtmWindow::rebuild()
{
    const QString key = screenKey(m_state);
    if (key.section(u'/', 0, 0) != m_key.section(u'/', 0, 0)) {
        m_shown.start();
        m_ringMoved = false;
    }
    m_key = key;
    AtmScreen *before = m_screen;
    m_screen = makeScreen(look(), m_state, m_facts, this);
    m_screen->move((width() - m_screen->width()) / 2, (height() - m_screen->height()) / 2);
    connect(m_screen, &AtmScreen::input, this, &AtmWindow::takeTouch);
    connect(m_screen, &AtmScreen::digitPressed, this, &AtmWindow::typeDigit);
    connect(m_screen, &AtmScreen::contrastPressed, this,
        [this] { setHighContrast(!m_highContrast); });
    setWindowTitle(m_screen->title() + u" \u2013 "_s + tr("Kontor cash machine"));
    showRing(m_ringVisible);
    m_screen->show();
    setFocus(); // or what is hidden would hand it on, to Cancel even
    if (before) {
        before->hide();
        before->deleteLater(); // it may be what is calling
    }
    if (AtmKey *first = m_screen->firstKey()) {
        first->setFocus();
    }
    showCurtain();
    update();
    m_saidChange = m_screen->spokenChange();
    Q_EMIT spoken(m_screen->spoken());
}

// ---- keys -------------------------------------------------------------------------------------

void AtmWindow::typeDigit(int digit)
{
    const bool pin = m_state.phase == Phase::Pin && m_state.overlay == Overlay::None;
    if (pin) {
        Q_EMIT pinDigit(digit);
    } else {
        Q_EMIT input(Digit{digit});
    }
}

AtmKey *AtmWindow::ringedKey() const
{
    const bool ringed = m_ringVisible && (m_ringMoved || !m_screen->hasPad());
    return ringed ? qobject_cast<AtmKey *>(focusWidget()) : nullptr;
}

void AtmWindow::pressEnter()
{
    const Visit *visit = m_state.visit ? &*m_state.visit : nullptr;
    const bool typed
        = m_screen->hasPad() && visit && (visit->pinLength > 0 || visit->typedAmount > 0);
    if (AtmKey *key = ringedKey()) {
        press(*key);
    } else if (typed || m_shown.elapsed() >= bounceMs) {
        Q_EMIT input(Enter{});
    }
}

//! Whoever presses twice meant the screen before: like a finger that bounces.
void AtmWindow::press(AtmKey &key)
{
    if (m_ringMoved || m_shown.elapsed() >= bounceMs) {
        m_pressedByKey = true;
        key.click();
        m_pressedByKey = false;
    }
}

void AtmWindow::takeTouch(const Input &touched)
{
    if (m_pressedByKey || m_shown.elapsed() >= bounceMs) {
        Q_EMIT input(touched);
    }
}

void AtmWindow::showRing(bool visible)
{
    m_ringVisible = visible;
    if (m_screen) {
        m_screen->setRingVisible(visible && (m_ringMoved || !m_screen->hasPad()));
    }
}

//! Tab and the arrows, wherever the focus is. A key of the PIN is not named aloud.
bool AtmWindow::focusNextPrevChild(bool next)
{
    Q_EMIT keyTouched();
    const bool moved = QWidget::focusNextPrevChild(next);
    m_ringMoved = true;
    showRing(true);
    const AtmKey *key = moved ? ringedKey() : nullptr;
    if (key && !key->hidesPresses()) {
        Q_EMIT spoken(key->accessibleName());
    }
    return moved;
}

void AtmWindow::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (!m_screen || event->isAutoRepeat()
        || event->modifiers() & (Qt::AltModifier | Qt::ControlModifier | Qt::MetaModifier)) {
        return;
    }
    Q_EMIT keyTouched();
    if (key == Qt::Key_Asterisk) {
        Q_EMIT spoken(m_screen->spoken());
    } else if (key == Qt::Key_NumberSign) {
        Q_EMIT input(SpeechKey{});
    } else if (key == Qt::Key_Escape) {
        Q_EMIT input(Cancel{});
    } else if (key == Qt::Key_Backspace || key == Qt::Key_Delete) {
        Q_EMIT input(Clear{});
    } else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        pressEnter();
    } else if (key >= Qt::Key_0 && key <= Qt::Key_9) {
        m_ringMoved = m_ringMoved && !m_screen->hasPad(); // Enter is the pad's again
        typeDigit(key - Qt::Key_0);
    } else if (key == Qt::Key_Down || key == Qt::Key_Right) {
        focusNextPrevChild(true);
    } else if (key == Qt::Key_Up || key == Qt::Key_Left) {
        focusNextPrevChild(false);
    }
    showRing(true);
}

void AtmWindow::mousePressEvent(QMouseEvent *)
{
    showRing(false);
}

void AtmWindow::resizeEvent(QResizeEvent *)
{
    if (m_screen) {
        rebuild();
    }
}

void AtmWindow::paintEvent(QPaintEvent *)
{
    const Look shown = look();
    QPainter painter(this);
    painter.fillRect(rect(), shown.palette->background);
}

//! A customer's keyboard must not close the machine; its operator stops the program.
void AtmWindow::closeEvent(QCloseEvent *event)
{
    windowState() & Qt::WindowFullScreen ? event->ignore() : event->accept();
}

} // namespace kontor::atm
