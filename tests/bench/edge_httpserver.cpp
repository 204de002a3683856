// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP edge with nothing behind it: guard, dispatcher, route table, one constant answer. Its
// figure beside that of bench_bare_httpserver is what the edge costs.
#include "server/http/HttpServer.h"

#include <QCoreApplication>

#include <cstdio>

using namespace kontor;
using namespace kontor::server;

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    RouteTable table;
    table.add({.pattern = "/health/live", .handler = [](auto, Reply reply) {
                   reply.send({200, "application/json", R"({"status":"up"})", {}, {}});
               }});
    SystemClock clock;
    SystemRandom random;
    RequestDispatcher dispatcher(std::move(table), clock, random);
    HttpLimits limits;
    limits.hosts = {"localhost", "127.0.0.1", "[::1]"};
    HttpServer server(dispatcher, limits);
    const auto port
        = server.listenOn(QHostAddress::LocalHost, quint16(argc > 1 ? std::atoi(argv[1]) : 0));
    if (!port) {
        return 1;
    }
    std::printf("%u\n", unsigned(*port));
    std::fflush(stdout);
    return app.exec();
}
