// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/TellerApp.h"
#include "app-teller/TellerWindow.h"
#include "app-teller/shell/SizeMenu.h"
#include "client/HttpTransport.h"
#include "foundation/Strings.h"
#include "widgets/Display.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>

int main(int argc, char **argv)
{
    using namespace kontor;
    widgets::answerWithoutDisplay(argc, argv);
    QApplication::setApplicationName(u"kontor-teller"_s);
    QApplication::setOrganizationName(u"Kontor"_s);
    QApplication::setApplicationVersion(QStringLiteral(KONTOR_VERSION));
    const QString config = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    const QString settings = config + u"/teller.ini"_s;
    teller::useChosenSize(settings);
    QApplication app(argc, argv);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Kontor at the counter. Example: kontor-teller --server http://127.0.0.1:8080"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption server(u"server"_s, u"The branch server's address."_s, u"address"_s);
    parser.addOption(server);
    parser.process(app);

    const SystemClock clock;
    SystemRandom random;
    const QString state = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    teller::TellerApp::Outside outside{clock, random,
        [](const QUrl &url) { return std::make_unique<client::HttpTransport>(url); }, settings,
        state + u"/pending"_s, qEnvironmentVariable("USER", u"teller"_s), {}, {},
        teller::DemoServer::findProgram()};
    outside.print = teller::printOnDefaultPrinter;
    outside.printStatement = teller::printStatementOnDefaultPrinter;
    teller::TellerApp teller(std::move(outside));
    teller.start(parser.value(server));
    return QApplication::exec();
}
