// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick for the HTTP edge: stock QHttpServer with the very answer of GET /health/live and
// nothing around it. Says where it listens, as the server does; measure with
//     wrk -c 64 -t 2 -d 5 http://127.0.0.1:PORT/health/live
#include <QCoreApplication>
#include <QHttpServer>
#include <QTcpServer>

#include <cstdio>

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    QHttpServer server;
    server.route(QString::fromLatin1("/health/live"), [] {
        QHttpServerResponse response("application/json", QByteArray(R"({"status":"up"})"));
        return response;
    });
    const auto listener = new QTcpServer(&server);
    if (!listener->listen(QHostAddress::LocalHost, quint16(argc > 1 ? std::atoi(argv[1]) : 0))) {
        return 1;
    }
    server.bind(listener);
    std::printf("listening on http://127.0.0.1:%u\n", unsigned(listener->serverPort()));
    std::fflush(stdout);
    return app.exec();
}
