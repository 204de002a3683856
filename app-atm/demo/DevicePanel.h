// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/demo/DemoCards.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace kontor::atm {

class AtmApp;
class MachineView;

//! The hands and the mishaps of a demonstration: an ordinary window beside the kiosk, never part of
//! a kiosk installation. Cause and effect are on one sight line; the key that moves the story on
//! is blue, red outlines cut something.
class DevicePanel : public QWidget
{
    Q_OBJECT

public:
    explicit DevicePanel(AtmApp &app, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void addHead(QVBoxLayout *column);
    void addCardGroup(QVBoxLayout *column);
    void addCashGroup(QVBoxLayout *column);
    void addFaultGroup(QVBoxLayout *column);
    void addLineGroup(QVBoxLayout *column);
    void addOtherGroup(QVBoxLayout *column);
    void addRow(QVBoxLayout *column, const std::vector<std::pair<QWidget *, int>> &widgets);
    QLabel *addGroup(QVBoxLayout *column, const QString &title);
    QPushButton *addButton(
        const QString &text, const std::function<void()> &act, bool cuts = false);
    void refresh();
    void refreshCards();
    void refreshMachine();
    void showSlip();
    void insertCard();
    void cutPower();
    void setPill(QLabel *pill, const QString &text, bool good);
    void markNext(QPushButton *button, bool next);

    AtmApp *m_app;
    std::vector<DemoCard> m_cards;
    QStringList m_lastSlip;
    //! A word in the language in which the panel was built.
    QString m_builtWith;
    //! A slip of this visit lies in the printer's slot.
    bool m_slipOffered = false;
    MachineView *m_machine;
    QComboBox *m_cardChoice;
    QLineEdit *m_cardId;
    QLabel *m_pin;
    QLabel *m_cardState;
    QLabel *m_cashState;
    QLabel *m_left;
    QLabel *m_faultState;
    QLabel *m_lineState;
    QLabel *m_refusal;
    QLabel *m_journal;
    QLabel *m_queue;
    QPushButton *m_insert;
    QPushButton *m_takeCard;
    QPushButton *m_takeCash;
    QPushButton *m_leaveCash;
    QPushButton *m_clearPath;
    QPushButton *m_paper;
    QPushButton *m_plug;
    QLabel *m_said;
    std::array<QLabel *, 2> m_slip{};
};

} // namespace kontor::atm
