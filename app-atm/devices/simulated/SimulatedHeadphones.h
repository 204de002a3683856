// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/Headphones.h"

#include <memory>

class QTextToSpeech;

namespace kontor::atm {

//! Headphones whose customer is the device panel or a script, which see what is said. The computer's
//! own voice says it too where it has one and `aloud` is wished.
class SimulatedHeadphones final : public Headphones
{
    Q_OBJECT

public:
    explicit SimulatedHeadphones(bool aloud, QObject *parent = nullptr);
    ~SimulatedHeadphones() override;

    bool arePlugged() const override { return m_plugged; }
    void say(const QString &text, const Voice &voice) override;
    void hush() override;
    void tick() override;

    void plug(bool in);
    const QString &lastSaid() const { return m_lastSaid; }
    const Voice &lastVoice() const { return m_lastVoice; }
    int ticks() const { return m_ticks; }

Q_SIGNALS:
    void said(const QString &text);

private:
    void warnWithoutVoice(const QLocale &wanted);
    bool m_aloud;
    bool m_plugged = false;
    QString m_lastSaid;
    Voice m_lastVoice;
    int m_ticks = 0;
    std::unique_ptr<QTextToSpeech> m_voice;
    //! Languages that were missed, and told.
    QStringList m_missing;
};

} // namespace kontor::atm
