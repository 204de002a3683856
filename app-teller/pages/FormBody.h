// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/CommandFlow.h"

#include <QWidget>

namespace kontor::teller {

//! The first step of a flow page: what is to be entered.
class FormBody : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    //! What to do, after "Nothing is posted yet."
    virtual QString advice() const = 0;
    //! Hands the entries to the flow and shows what is wrong with them; true where nothing is.
    virtual bool submit() = 0;
    //! The field to begin with, or the first one with a problem.
    virtual void focusFirst() = 0;
    //! What has to be changed before it goes on, in short; empty where nothing is known to.
    virtual QString blocker() const = 0;

Q_SIGNALS:
    //! Enter in the last field.
    void finished();
    void blockerChanged();
};

} // namespace kontor::teller
