// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/AtmApp.h"

#include "app-atm/session/Slips.h"
#include "foundation/LogCategories.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>

namespace kontor::atm {

//! Devices that answer like those of metal, so that a demonstration can be followed.
static constexpr std::chrono::milliseconds demonstrationPace{900};
//! Between two looks whether a full disk has room.
static constexpr std::chrono::milliseconds roomPause{2'000};

AtmApp::AtmApp(const AtmOptions &options, client::Transport &transport)
    : m_options(options), m_line(transport), m_identity(m_line, m_clock),
      m_client(m_identity, options.terminal, u"atm"_s),
      m_lock(QDir(options.dataFolder).filePath(u"atm.lock"_s))
{
}

AtmApp::~AtmApp()
{
    for (const auto &translator : m_translators) {
        QCoreApplication::removeTranslator(translator.get());
    }
}

std::optional<QString> AtmApp::build()
{
    if (const auto problem = takeFolder()) {
        return problem;
    }
    if (const auto problem = readKey()) {
        return problem;
    }
    makeParts();
    speak(m_options.language);
    connect(m_session.get(), &AtmSession::changed, this, &AtmApp::follow);
    connect(m_window.get(), &AtmWindow::input, m_session.get(), &AtmSession::post);
    connect(m_window.get(), &AtmWindow::pinDigit, &m_pad, &SoftwarePinPad::press);
    connect(m_window.get(), &AtmWindow::spoken, m_session.get(), &AtmSession::say);
    connect(m_window.get(), &AtmWindow::keyTouched, this, [this] {
        m_headphones->hush();
        m_session->post(KeyTouched{});
    });
    connect(&m_minute, &QTimer::timeout, this, [this] { m_window->setFacts(facts()); });
    m_minute.start(std::chrono::seconds(5));
    follow();
    return std::nullopt;
}

std::optional<QString> AtmApp::takeFolder()
{
    // After a power cut the one before may still be going.
    m_taken = m_lock.take(std::chrono::seconds(2));
    switch (m_taken) {
    case FolderLock::Taken::Ours:
    case FolderLock::Taken::NoRoom: break;
    case FolderLock::Taken::Anothers:
        return u"Another machine uses the folder %1."_s.arg(m_options.dataFolder);
    case FolderLock::Taken::Failed:
        return u"The folder %1 cannot be written: %2"_s.arg(m_options.dataFolder, m_lock.reason());
    }
    return std::nullopt;
}

void AtmApp::start()
{
    if (m_taken == FolderLock::Taken::Ours) {
        return startInFolder();
    }
    qCCritical(logAtm) << "out of service, there is no room in" << m_options.dataFolder;
    m_session->post(RoomMissing{});
    connect(&m_room, &QTimer::timeout, this, [this] {
        if (m_lock.take({}) == FolderLock::Taken::Ours) {
            m_room.stop();
            qCInfo(logAtm) << "there is room again";
            startInFolder();
        }
    });
    m_room.start(roomPause);
}

void AtmApp::startInFolder()
{
    m_session->start(Journal::open(QDir(m_options.dataFolder).filePath(u"journal.jsonl"_s)));
}

//! A key that others can read is no key.
std::optional<QString> AtmApp::readKey()
{
    if (m_options.keyFile.isEmpty()) {
        return std::nullopt;
    }
    QFile file(m_options.keyFile);
    constexpr auto others = QFile::ReadGroup | QFile::ReadOther;
    if (!file.open(QIODevice::ReadOnly)) {
        return u"The key %1 cannot be read."_s.arg(m_options.keyFile);
    }
    if (file.permissions() & others) {
        return u"The key %1 can be read by others: chmod 600 %1"_s.arg(m_options.keyFile);
    }
    m_identity.useKey(Secret(file.readAll().trimmed()));
    return std::nullopt;
}

void AtmApp::makeParts()
{
    const QDir folder(m_options.dataFolder);
    const bool scripted = !m_options.script.isEmpty();
    m_dispenser = std::make_unique<SimulatedDispenser>(folder.filePath(u"dispenser.json"_s),
        m_options.cassettes, scripted ? std::chrono::milliseconds(1) : demonstrationPace);
    m_printer = std::make_unique<SimulatedPrinter>(folder.filePath(u"slips.txt"_s));
    m_headphones = std::make_unique<SimulatedHeadphones>(m_options.demo);
    Policy policy;
    policy.language = m_options.language;
    policy.currency = m_options.currency;
    policy.limits = limitsOf(m_dispenser->contents().loaded);
    m_session = std::make_unique<AtmSession>(SessionTools{m_client, m_reader, m_pad, *m_dispenser,
                                                 *m_printer, *m_headphones, m_clock, m_ids,
                                                 m_options.terminal, m_options.helpPhone},
        policy);
    m_window = std::make_unique<AtmWindow>(m_options.dpmm);
}

void AtmApp::follow()
{
    const State &state = m_session->state();
    speak(state.language);
    m_window->setFacts(facts());
    m_window->showState(state);
}

void AtmApp::speak(Language language)
{
    if (m_spoken == language) {
        return;
    }
    m_spoken = language;
    for (const auto &translator : m_translators) {
        QCoreApplication::removeTranslator(translator.get());
    }
    m_translators.clear();
    for (const QString &family : {u"client"_s, u"widgets"_s, u"atm"_s}) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(localeOf(language), family, u"_"_s, u":/i18n"_s)) {
            QCoreApplication::installTranslator(translator.get());
            m_translators.push_back(std::move(translator));
        }
    }
}

MachineFacts AtmApp::facts() const
{
    MachineFacts facts;
    facts.terminal = m_options.terminal;
    facts.nearestCash = m_options.nearestCash;
    facts.helpPhone = m_options.helpPhone;
    // The devices are simulated: nobody may take this for a machine that pays.
    facts.mark = u"DEMO"_s;
    QString timeZone;
    if (const auto &server = m_session->serverInfo()) {
        facts.branch = server->branch;
        timeZone = server->timeZone.value_or(QString());
    }
    facts.clock = branchTime(m_session->bankTime(), timeZone).toString(u"HH:mm"_s);
    return facts;
}

} // namespace kontor::atm
