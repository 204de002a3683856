// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/devices/simulated/SimulatedHeadphones.h"

#include "foundation/LogCategories.h"
#include "foundation/Strings.h"

#include <QApplication>

#ifdef KONTOR_HAS_VOICE
#include <QTextToSpeech>
#else
class QTextToSpeech
{
};
#endif

namespace kontor::atm {

SimulatedHeadphones::SimulatedHeadphones(bool aloud, QObject *parent)
    : Headphones(parent), m_aloud(aloud)
{
}

SimulatedHeadphones::~SimulatedHeadphones() = default;

void SimulatedHeadphones::plug(bool in)
{
    if (m_plugged == in) {
        return;
    }
    m_plugged = in;
    if (!in) {
        hush();
        m_lastSaid.clear();
    }
    Q_EMIT pluggedChanged(in);
}

// Who relies on the voice cannot read that there is none.
void SimulatedHeadphones::warnWithoutVoice(const QLocale &wanted)
{
#ifdef KONTOR_HAS_VOICE
    const bool speaks = m_voice->state() != QTextToSpeech::Error
        && m_voice->locale().language() == wanted.language();
    const QString language = QLocale::languageToString(wanted.language());
    if (!speaks && !m_missing.contains(language)) {
        m_missing << language;
        qCWarning(logAtm, "the headphones have no voice for %s (%s)", qUtf8Printable(language),
            qUtf8Printable(m_voice->engine().isEmpty() ? u"no engine"_s : m_voice->engine()));
    }
#else
    Q_UNUSED(wanted);
#endif
}

void SimulatedHeadphones::say(const QString &text, const Voice &voice)
{
    if (!m_plugged || text.isEmpty()) {
        return;
    }
    m_lastSaid = text;
    m_lastVoice = voice;
#ifdef KONTOR_HAS_VOICE
    if (m_aloud) {
        if (!m_voice) {
            m_voice = std::make_unique<QTextToSpeech>();
        }
        m_voice->stop();
        m_voice->setLocale(voice.locale);
        warnWithoutVoice(voice.locale);
        m_voice->setRate(voice.slow ? -0.5 : 0);
        m_voice->setVolume(voice.volume / 3.0);
        m_voice->say(text);
    }
#endif
    Q_EMIT said(text);
}

void SimulatedHeadphones::hush()
{
#ifdef KONTOR_HAS_VOICE
    if (m_voice) {
        m_voice->stop();
    }
#endif
}

void SimulatedHeadphones::tick()
{
    if (!m_plugged) {
        return;
    }
    ++m_ticks;
    if (m_aloud) {
        QApplication::beep();
    }
}

} // namespace kontor::atm
