// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/screens/AtmScreen.h"

namespace kontor::atm {

//! Every language by its own name, no flags.
class LanguageScreen : public AtmScreen
{
    Q_OBJECT

public:
    LanguageScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
};

//! How the voice speaks, and whether the screen shows anything.
class SpeechScreen : public AtmScreen
{
    Q_OBJECT

public:
    SpeechScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
};

//! Cash is white and first, services are quiet and second.
class MenuScreen : public AtmScreen
{
    Q_OBJECT

public:
    MenuScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

private:
    static QString whyNoCash(const State &state);
};

//! The amounts that the machine can pay next to one that it cannot.
class OfferScreen : public AtmScreen
{
    Q_OBJECT

public:
    OfferScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

protected:
    void paintBody(QPainter &painter) override;
};

//! Three exact results in columns, so that eyes compare down.
class NotesScreen : public AtmScreen
{
    Q_OBJECT

public:
    NotesScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
};

class BalanceScreen : public AtmScreen
{
    Q_OBJECT

public:
    BalanceScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

protected:
    void paintBody(QPainter &painter) override;

private:
    void addParts(const std::vector<std::pair<QString, QString>> &parts);
};

//! The last five lines of the account: day, kind, amount with its sign.
class MovementsScreen : public AtmScreen
{
    Q_OBJECT

public:
    MovementsScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

protected:
    void paintBody(QPainter &painter) override;

private:
    QString kindOf(const MovementLine &line) const;
};

//! Replaces the whole screen, so a person who left leaves nothing to read.
class MoreTimeScreen : public AtmScreen
{
    Q_OBJECT

public:
    MoreTimeScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
    void refresh(const State &state) override;
    QString spokenChange() const override;

protected:
    void paintBody(QPainter &painter) override;

private:
    QLabel *m_seconds;
};

} // namespace kontor::atm
