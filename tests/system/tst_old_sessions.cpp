// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/Programs.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kontor::testing;

// The log knows how often a password has changed; a session of an earlier one is over wherever it
// comes from, such as a service.db that is older than the log.
class tst_OldSessions : public QObject
{
    Q_OBJECT

    QTemporaryDir m_place;

    std::unique_ptr<RunningServer> started() const
    {
        return std::make_unique<RunningServer>(RunningServer::Mode::SignIn, QStringList(),
            m_place.path());
    }
    static int statusOf(const RunningServer &server, const Person &who)
    {
        return server.get("/auth/me", who.headers()).status;
    }

private Q_SLOTS:
    void anOlderServiceFileBringsNoSessionBack()
    {
        const QString file = m_place.filePath(QStringLiteral("service.db"));
        auto server = started();
        const Person admin = setUp(*server);
        const Person teller = newPerson(*server, admin, "t.lorenz", "teller");
        QCOMPARE(server->stop(), 0);
        const QByteArray older = contentOf(file);

        server = started();
        QCOMPARE(statusOf(*server, teller), 200);
        const QByteArray change
            = jsonOf({{"currentPassword", goodPassword}, {"newPassword", "Drei Igel 3 Tee"}});
        QCOMPARE(server->send("PUT", "/users/" + teller.id + "/password", change, teller.headers())
                     .status,
            204);
        QCOMPARE(server->stop(), 0);
        write(file, older);

        server = started();
        QCOMPARE(statusOf(*server, admin), 200);
        QCOMPARE(statusOf(*server, teller), 401);
        const QByteArray refresh = jsonOf({{"refreshToken", teller.refresh}});
        QCOMPARE(server->post("/auth/refresh", refresh).status, 401);
        QCOMPARE(signIn(*server, "t.lorenz").status, 401);
        QCOMPARE(server->stop(), 0);
    }
};

KONTOR_TEST(tst_OldSessions)
#include "tst_old_sessions.moc"
