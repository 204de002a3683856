// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/devices/simulated/SimulatedDispenser.h"

#include "foundation/LogCategories.h"
#include "foundation/Overloaded.h"

#include <QFile>
#include <QSaveFile>
#include <QTimer>

namespace kontor::atm {

static std::optional<DispenserContents> readContents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const auto json = parseJson(file.readAll());
    auto contents = json ? fromJson<DispenserContents>(*json)
                         : Result<DispenserContents, FieldErrors>(Failure{FieldErrors{}});
    if (!contents) {
        qCWarning(logAtm) << "the simulated dispenser's memory cannot be read:" << path;
        return std::nullopt;
    }
    return std::move(contents).value();
}

SimulatedDispenser::SimulatedDispenser(const QString &path, const Notes &cassettes,
    std::chrono::milliseconds pace, QObject *parent)
    : Dispenser(parent), m_path(path), m_pace(pace)
{
    auto contents = readContents(path);
    m_model = contents ? DispenserModel(*contents) : DispenserModel::loadedWith(cassettes);
    save();
}

void SimulatedDispenser::save()
{
    QSaveFile file(m_path);
    // Without the flush, a full disk would leave an empty memory.
    if (!file.open(QIODevice::WriteOnly) || file.write(toJson(m_model.contents())) < 0
        || !file.flush() || !file.commit()) {
        qCWarning(logAtm) << "the simulated dispenser's memory cannot be written:" << m_path;
    }
    Q_EMIT changed();
}

void SimulatedDispenser::after(std::function<void()> act)
{
    QTimer::singleShot(m_pace, this, std::move(act));
}

void SimulatedDispenser::stage(WithdrawalId id, const Notes &mix)
{
    after([this, id, mix] {
        const StageResult result = m_model.stage(id, mix);
        save();
        std::visit(overloaded{[this](const Staged &done) { Q_EMIT staged(done.notes); },
                       [this](const Short &cut) { Q_EMIT stagingShort(cut.staged); },
                       [this](const Jammed &) { Q_EMIT stagingJammed(); }},
            result);
    });
}

void SimulatedDispenser::rejectStaged()
{
    after([this] {
        const Notes notes = m_model.rejectStaged();
        save();
        Q_EMIT rejected(notes);
    });
}

void SimulatedDispenser::present()
{
    after([this] {
        const PresentResult result = m_model.present();
        save();
        if (result.complete) {
            Q_EMIT presented(result.notes);
        } else {
            Q_EMIT presentFailed(result.state, result.notes);
        }
    });
}

void SimulatedDispenser::retract()
{
    after([this] {
        const RetractCount count = m_model.retract();
        save();
        Q_EMIT retracted(count);
    });
}

bool SimulatedDispenser::takeCash()
{
    if (!m_model.takeCash()) {
        return false;
    }
    save();
    Q_EMIT cashTaken();
    return true;
}

void SimulatedDispenser::arm(DispenserFault fault)
{
    m_model.arm(fault);
    save();
}

void SimulatedDispenser::clearPath()
{
    m_model.clearPath();
    save();
    Q_EMIT statusChanged();
}

} // namespace kontor::atm
