// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/AtmMachine.h"
#include "app-atm/view/AtmKey.h"

#include <QLabel>
#include <QWidget>

namespace kontor::atm {

//! What the screens say about the machine itself.
struct MachineFacts
{
    QString branch;
    QString terminal;
    QString nearestCash;
    QString helpPhone;
    //! "DEMO" or "PILOT": nothing else ever takes this place.
    QString mark;
    QString clock;

    friend bool operator==(const MachineFacts &, const MachineFacts &) = default;
};

enum class Tone { Plain, Second, Here, Safe };

//! The skeleton of every screen: title top left, Cancel bottom left, Contrast and Language bottom
//! right, ticks at the edges beside keys that carry a number. All lengths are millimetres. A screen
//! is made anew when phase, language or contrast change; refresh() follows the rest.
class AtmScreen : public QWidget
{
    Q_OBJECT

public:
    AtmScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

    virtual void refresh(const State &state) { m_state = state; }
    virtual void setFacts(const MachineFacts &facts) { m_facts = facts; }
    //! The key that Enter would press.
    virtual AtmKey *firstKey() const { return m_firstKey; }
    //! Screens with a pad give Enter to the pad.
    virtual bool hasPad() const { return false; }
    //! The ring is shown as soon as a hardware key is touched; some screens always show it.
    void setRingVisible(bool visible);
    const std::vector<AtmKey *> &keys() const { return m_keys; }
    const std::vector<QLabel *> &texts() const { return m_texts; }
    //! What the screen is about, in the present language.
    QString title() const;
    //! All of it in words, in reading order, for who listens.
    virtual QString spoken() const;
    //! What changes while it is shown; said again whenever it is another.
    virtual QString spokenChange() const { return {}; }

Q_SIGNALS:
    void input(const kontor::atm::Input &input);
    void digitPressed(int digit);
    void contrastPressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    //! Pictures and panels beneath the words.
    virtual void paintBody(QPainter &painter) { Q_UNUSED(painter); }

    QLabel *addText(const QRectF &place, const QString &text, Type type, Tone tone = Tone::Plain,
        Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);
    QLabel *addTitle(const QString &text);
    QLabel *addOneThing(const QString &text, const QString &second);
    AtmKey *addKey(const QRectF &place, KeySpec spec, const Input &input, bool tick = true);
    AtmKey *addPlainKey(const QRectF &place, KeySpec spec);
    void addFooter(const QString &cancel);
    //! The steps card, cash, receipt in the footer; `current` from 1.
    void setJourney(int current) { m_journey = current; }
    //! Numbers 1–9, 0 with Clear and Enter, as on a telephone.
    void addPad(bool hidePresses, const std::function<void(int)> &digit);
    void paintPanel(QPainter &painter, const QRectF &place, bool outlined) const;
    void paintNotice(QPainter &painter, const QRectF &place) const;
    QColor colourOf(Tone tone) const;
    QRectF mm(double x, double y, double w, double h) const { return m_look.mm(x, y, w, h); }
    //! The texts, or their accessible names, as sentences, without those that are marked as silent. One that
    //! begins with a small letter goes on with the sentence before.
    QString spokenTexts() const;
    QString spokenKeys() const;
    static void makeSilent(QLabel *text) { text->setProperty("silent", true); }
    //! "10, 20, 50"
    static QString kindsOf(const Notes &notes);
    QString cash(int amount) const;
    QString money(const Decimal &amount) const;
    const Palette &palette() const { return *m_look.palette; }

    Look m_look;
    State m_state;
    MachineFacts m_facts;
    AtmKey *m_firstKey = nullptr;
    bool m_ringAlways = false;

private:
    void paintFooter(QPainter &painter) const;
    void paintJourney(QPainter &painter) const;
    void paintMark(QPainter &painter) const;
    void paintTicks(QPainter &painter) const;
    void paintRing(QPainter &painter) const;

    std::vector<AtmKey *> m_keys;
    std::vector<QLabel *> m_texts;
    std::vector<AtmKey *> m_ticked;
    static QString spokenKey(const AtmKey *key);

    QLabel *m_title = nullptr;
    bool m_ringVisible = false;
    int m_journey = 0;
};

} // namespace kontor::atm
