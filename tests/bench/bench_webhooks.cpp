// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_webhooks [events] [accounts] [directory]: deliveries per second to one local target that
// answers at once, in a thread of its own. With a directory the state is kept in a service.db
// there, else in memory. Not a test.
#include "server/delivery/Webhooks.h"
#include "storage/service/SqliteDeliveryStore.h"
#include "support/ListLog.h"
#include "support/MemoryDeliveryStore.h"
#include "support/WebhookListener.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace kontor;
using namespace kontor::server;

namespace {

std::unique_ptr<application::DeliveryStore> openStore(const QString &directory)
{
    if (directory.isEmpty()) {
        return std::make_unique<testing::MemoryDeliveryStore>();
    }
    auto service = storage::ServiceDb::open(directory);
    if (!service) {
        std::fprintf(stderr, "%s\n", qPrintable(service.error().message));
        std::exit(1);
    }
    return std::make_unique<storage::SqliteDeliveryStore>(std::move(*service));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const int events = arguments.value(1, u"20000"_s).toInt();
    const int accounts = arguments.value(2, u"1000"_s).toInt();
    const QString directory = arguments.value(3);

    testing::ListLog log;
    testing::WebhookListener listener;
    listener.forget = true;
    SystemClock clock;
    WebhookSetup setup;
    setup.openReader = [&log] { return log.openReader(); };
    setup.openIndex = [&log] { return log.openIndex(); };
    setup.openStore = [&directory] { return openStore(directory); };
    setup.clock = &clock;
    setup.generation = "bench";
    setup.rules.open = true;
    Webhooks webhooks(std::move(setup));
    webhooks.start();

    QElapsedTimer time;
    webhooks.create({listener.url(), {}, {}, {}}, [&](const auto &made) {
        KONTOR_ASSERT(bool(made));
        for (int i = 0; i < events; ++i) {
            log.append(testing::accountNumbered(i % accounts), testing::deposited(100, 100));
        }
        time.start();
        webhooks.notify(log.head());
    });
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &app, [&] {
        if (listener.count >= events) {
            const double seconds = double(time.nsecsElapsed()) / 1e9;
            std::printf("%d deliveries in %.2f s: %.0f/s, %d connections at most\n", listener.count,
                seconds, listener.count / seconds, listener.mostOpenConnections);
            app.quit();
        }
    });
    look.start(5);
    const int code = app.exec();
    webhooks.stop();
    return code;
}
