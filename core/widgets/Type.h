// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

#include <initializer_list>

class QLabel;
class QWidget;

namespace kontor::widgets {

//! The sizes of text. Labels get theirs from the style sheet by the property `textRole`; painted
//! widgets ask fontOf(). Both tables name the same sizes; a test compares them.
enum class TextRole {
    Hero, FigureXl, FigureL, Heading, Title, FigureM, Lead, Strong, Body, BodyStrong, Small,
    SmallStrong, Mini
};
enum class Tone { Plain, Secondary, Error, Warning, Success, Primary, OnRail, OnRail2, OnBanner };

//! The application's base font: Open Sans from the distribution's package, else Noto Sans. All
//! digits of a line have one width in every weight.
QFont baseFont();
QFont fontOf(TextRole role);
QString nameOf(TextRole role);

//! A label that shows its text as typed: a customer may be called "<b>Bob</b>".
QLabel *makeLabel(QWidget *parent, TextRole role = TextRole::Body, Tone tone = Tone::Plain);
QLabel *makeLabel(const QString &text, QWidget *parent, TextRole role = TextRole::Body,
    Tone tone = Tone::Plain);
void setTone(QLabel *label, Tone tone);
void setRole(QLabel *label, TextRole role);
//! The first of the roles, the largest first, in which the text is that wide at most; else the last.
TextRole roleThatFits(const QString &text, int room, std::initializer_list<TextRole> roles);
//! Lowers the smaller of two labels that are centred in one row, so that both stand on one line.
void alignBaseline(QLabel *smaller, TextRole role, TextRole larger);

} // namespace kontor::widgets
