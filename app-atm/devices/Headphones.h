// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QObject>

namespace kontor::atm {

struct Voice
{
    QLocale locale;
    bool slow = false;
    //! 1 to 3.
    int volume = 2;
};

//! The socket for headphones and the voice in them. Nothing is ever said aloud into the street.
class Headphones : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual bool arePlugged() const = 0;
    //! Breaks off what is being said.
    virtual void say(const QString &text, const Voice &voice) = 0;
    virtual void hush() = 0;
    //! A short sound, all that is heard of a PIN's digit.
    virtual void tick() = 0;

Q_SIGNALS:
    void pluggedChanged(bool plugged);
};

} // namespace kontor::atm
