// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QVBoxLayout;
namespace kontor::widgets {
class FocusRing;
}

namespace kontor::teller {

//! Whatever somebody pastes stays whole, so that a problem can say how long it may be.
inline constexpr int longestTyped = 1000;

//! A field with its name at the left, a hint beside or below it, and the problem under it, which
//! screen readers get as the field's description.
class FormField : public QWidget
{
    Q_OBJECT

public:
    FormField(QLineEdit *edit, QWidget *parent);

    QLineEdit *edit() const { return m_edit; }
    void setTexts(const QString &label, const QString &hint = {});
    //! Something that stands between the field and its problem.
    void addBelow(QWidget *widget);
    //! Beneath the field, as long as there is no problem: what was typed, in other words.
    void setNote(const QString &note);
    void setProblem(const QString &problem);

private:
    QLabel *m_label;
    QLineEdit *m_edit;
    QLabel *m_hint;
    QLabel *m_note;
    QWidget *m_problemRow;
    QLabel *m_problem;
    QVBoxLayout *m_column;
    //! The edge of a field with a problem stays red, so the ring says where the focus is.
    widgets::FocusRing *m_ring = nullptr;
};

} // namespace kontor::teller
