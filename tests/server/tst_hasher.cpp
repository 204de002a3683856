// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Hasher.h"

#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace kontor;
using namespace kontor::server;

namespace {

//! Goes slowly anywhere but at home, so that home is always done before.
struct SlowAbroad
{
    std::thread::id home = std::this_thread::get_id();

    SlowAbroad() = default;
    SlowAbroad(const SlowAbroad &) = default;
    SlowAbroad &operator=(const SlowAbroad &) = default;
    ~SlowAbroad()
    {
        if (std::this_thread::get_id() != home) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
};

//! What is told when a hash is there; members go in the opposite order.
struct Told
{
    std::shared_ptr<void> held;
    bool *done = nullptr;
    SlowAbroad slow = {};

    void operator()(bool) const { *done = true; }
    void operator()(const QByteArray &) const { *done = true; }
};

const VerifierOwner hashOwner{Uuid{}, 1};

} // namespace

class tst_Hasher : public QObject
{
    Q_OBJECT

private:
    //! Whether what waits for a hash goes at home, where its request lives.
    template<class Ask>
    static bool goesAtHome(Ask ask)
    {
        const auto home = std::this_thread::get_id();
        std::atomic<bool> gone = false;
        std::thread::id where;
        bool done = false;
        Hasher hasher(Secret(QByteArray(32, 'p')));
        {
            std::shared_ptr<void> held(&done, [&](void *) {
                where = std::this_thread::get_id();
                gone = true;
            });
            ask(hasher, Told{std::move(held), &done});
        }
        return QTest::qWaitFor([&] { return gone.load(); }) && done && where == home;
    }

private Q_SLOTS:
    void aVerifierFitsWhatItWasMadeFrom()
    {
        const Secret pepper(QByteArray(32, 'p'));
        const QByteArray verifier = verifierOf(pepper, hashOwner, Secret(u"2580"_s));
        Hasher hasher(pepper);
        std::optional<bool> right;
        std::optional<bool> wrong;
        hasher.check(hashOwner, Secret(u"2580"_s), verifier, [&](bool is) { right = is; });
        hasher.check(hashOwner, Secret(u"1793"_s), verifier, [&](bool is) { wrong = is; });
        QTRY_VERIFY(right && wrong);
        QVERIFY(*right);
        QVERIFY(!*wrong);
    }
    // The last to let go of a request answers it, and that is done by one thread only.
    void whatWaitsForACheckGoesAtHome()
    {
        QVERIFY(goesAtHome([](Hasher &hasher, const Told &told) {
            hasher.check(hashOwner, Secret(u"2580"_s), std::nullopt, told);
        }));
    }
    void whatWaitsForAVerifierGoesAtHome()
    {
        QVERIFY(goesAtHome([](Hasher &hasher, const Told &told) {
            hasher.makeVerifier(hashOwner, Secret(u"2580"_s), told);
        }));
    }
};

KONTOR_TEST(tst_Hasher)
#include "tst_hasher.moc"
