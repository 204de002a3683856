// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/SizeMenu.h"

#include "foundation/Strings.h"
#include "widgets/Retranslate.h"

#include <QActionGroup>
#include <QScreen>
#include <QSettings>

#include <algorithm>
#include <array>

namespace kontor::teller {

namespace {

constexpr std::array sizes{100, 125, 150, 175, 200};
constexpr const char *scaleVariable = "QT_SCALE_FACTOR";

//! Of this run, which may be another than the one chosen for the next.
double scaleNow()
{
    bool ok = false;
    const double scale = qEnvironmentVariable(scaleVariable).toDouble(&ok);
    return ok && scale > 0 ? scale : 1;
}

} // namespace

SizeMenu::SizeMenu(int percent, QWidget *parent) : QMenu(parent), m_sizes(new QActionGroup(this))
{
    setObjectName(u"sizeMenu"_s);
    setToolTipsVisible(true);
    for (const int size : sizes) {
        QAction *action = m_sizes->addAction(addAction(u"%1 %"_s.arg(size)));
        action->setData(size);
        action->setCheckable(true);
        action->setChecked(size == percent);
    }
    connect(this, &QMenu::aboutToShow, this, &SizeMenu::showPossible);
    connect(m_sizes, &QActionGroup::triggered, this,
        [this](const QAction *action) { Q_EMIT chosen(action->data().toInt()); });
    widgets::onLanguage(this, [this] {
        setTitle(tr("&Size from the next start on"));
        showPossible();
    });
}

void SizeMenu::showPossible()
{
    const QSizeF room = QSizeF(screen()->size()) * scaleNow();
    const QSize least = parentWidget()->window()->minimumSize();
    const QList<QAction *> actions = m_sizes->actions();
    for (QAction *action : actions) {
        const double scale = action->data().toInt() / 100.0;
        const bool fits
            = least.width() * scale <= room.width() && least.height() * scale <= room.height();
        action->setEnabled(fits || scale == 1);
        action->setToolTip(
            action->isEnabled() ? QString() : tr("This screen is too small for that."));
    }
}

int chosenSize(const QString &settingsFile)
{
    const int percent = QSettings(settingsFile, QSettings::IniFormat).value("size").toInt();
    return std::find(sizes.begin(), sizes.end(), percent) == sizes.end() ? sizes.front() : percent;
}

void useChosenSize(const QString &settingsFile)
{
    const int percent = chosenSize(settingsFile);
    if (percent != 100 && !qEnvironmentVariableIsSet(scaleVariable)) {
        qputenv(scaleVariable, QByteArray::number(percent / 100.0));
    }
}

} // namespace kontor::teller
