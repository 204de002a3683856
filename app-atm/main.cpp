// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/AtmApp.h"
#include "app-atm/demo/DevicePanel.h"
#include "app-atm/demo/DeviceScript.h"
#include "client/HttpTransport.h"
#include "widgets/Display.h"

#include <QApplication>
#include <QGuiApplication>
#include <QScreen>

#include <cstdio>
#include <cstring>

using namespace kontor;
using namespace kontor::atm;

static int complain(const QString &sentence)
{
    std::fprintf(stderr, "kontor-atm: %s\n", qPrintable(sentence));
    return 2;
}

//! A script needs no display.
static void chooseDisplay(int argc, char **argv)
{
    widgets::answerWithoutDisplay(argc, argv);
    for (int i = 1; i < argc; ++i) {
        if (std::strncmp(argv[i], "--script", 8) == 0
            && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
            qputenv("QT_QPA_PLATFORM", "offscreen");
        }
    }
}

static void show(AtmApp &machine)
{
    AtmWindow &window = machine.window();
    if (machine.options().fullScreen) {
        window.setCursor(Qt::BlankCursor);
        window.showFullScreen();
    } else {
        // A laptop may be smaller than the panel; the layout shrinks with the window.
        window.resize(window.size().boundedTo(window.QWidget::screen()->availableSize()));
        window.show();
    }
}

//! Beside the machine where there is room, else over its right edge.
static void showBeside(const QWidget &machine, QWidget &panel)
{
    const QRect room = machine.screen()->availableGeometry();
    const int beside = machine.frameGeometry().right() + 16;
    const int left = std::min(beside, room.right() - panel.minimumWidth());
    panel.move(std::max(room.left(), left), std::max(room.top(), machine.y()));
    panel.show();
}

int main(int argc, char **argv)
{
    chooseDisplay(argc, argv);
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"kontor-atm"_s);
    QApplication::setApplicationVersion(QStringLiteral(KONTOR_VERSION));
    const auto options = readOptions(QApplication::arguments());
    if (!options) {
        return complain(options.error());
    }
    client::HttpTransport transport(options->server);
    AtmApp machine(*options, transport);
    if (const auto problem = machine.build()) {
        return complain(*problem);
    }
    show(machine);
    std::unique_ptr<DevicePanel> panel;
    if (options->demo) {
        panel = std::make_unique<DevicePanel>(machine);
        showBeside(machine.window(), *panel);
    }
    std::unique_ptr<DeviceScript> script;
    if (!options->script.isEmpty()) {
        script = std::make_unique<DeviceScript>(machine, options->script);
        QObject::connect(
            script.get(), &DeviceScript::finished, &app, &QApplication::exit, Qt::QueuedConnection);
    }
    machine.start();
    if (script) {
        script->start();
    }
    return QApplication::exec();
}
