// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Desk.h"
#include "app-teller/models/MovementsModel.h"
#include "app-teller/pages/CustomerPage.h"
#include "app-teller/views/TableDelegate.h"
#include "app-teller/views/Tables.h"
#include "client/HttpTransport.h"
#include "foundation/Strings.h"
#include "support/RunningServer.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace kontor;
using namespace kontor::testing;

// bench_screens [LEDGER]: how quick the teller's screens are, a line "name value unit" each. LEDGER
// is a directory that bench_seed has filled; without it the search is left out.

namespace {

constexpr int rounds = 9;
constexpr auto ctrl = Qt::ControlModifier;

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
    return values[values.size() / 2];
}

void report(const char *name, const std::vector<double> &milliseconds)
{
    std::printf("%s %.1f ms\n", name, median(milliseconds));
    std::fflush(stdout);
}

double millisecondsSince(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

//! Everything that is due is done, and the whole window painted.
void paint(QWidget *window)
{
    QCoreApplication::processEvents();
    window->grab();
}

class FirstFrame final : public QObject
{
public:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            QCoreApplication::postEvent(qApp, new QEvent(QEvent::Quit));
        }
        return false;
    }
};

//! The child: all of the program up to its first frame.
int showFirstFrame(QApplication &app)
{
    const SystemClock clock;
    SystemRandom random;
    QTemporaryDir files;
    teller::TellerApp teller({clock, random,
        [](const QUrl &url) { return std::make_unique<client::HttpTransport>(url); },
        files.filePath(u"teller.ini"_s), files.filePath(u"pending"_s), u"tina"_s, {}, {}, {}});
    FirstFrame frame;
    teller.window()->installEventFilter(&frame);
    teller.start({});
    return app.exec();
}

void measureStart()
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {u"--first-frame"_s});
        program.waitForFinished(60'000);
        KONTOR_ASSERT(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0);
        times.push_back(millisecondsSince(timer));
    }
    report("teller_first_frame", times);
}

void measurePages()
{
    Desk desk;
    desk.type(u"carla"_s);
    desk.press(Qt::Key_Return);
    QTest::qWait(300);
    std::vector<double> open, back, tabs;
    const auto timed = [&desk](std::vector<double> &into, Qt::Key key,
                           Qt::KeyboardModifiers modifiers = {}) {
        QElapsedTimer timer;
        timer.start();
        desk.press(key, modifiers);
        paint(desk.window());
        into.push_back(millisecondsSince(timer));
    };
    for (int i = 0; i < rounds; ++i) {
        timed(open, Qt::Key_F4);
        timed(back, Qt::Key_Escape);
        timed(tabs, Qt::Key_Tab, ctrl);
        timed(tabs, Qt::Key_Tab, ctrl);
    }
    report("page_switch_open_form", open);
    report("page_switch_back", back);
    report("page_switch_tab", tabs);
}

//! The longest that the window did not answer while pages opened and the line was cut.
void measureGaps()
{
    std::vector<double> longest;
    for (int i = 0; i < rounds; ++i) {
        Desk desk;
        desk.type(u"carla"_s);
        double gap = 0;
        QElapsedTimer since;
        QTimer beat;
        beat.setTimerType(Qt::PreciseTimer);
        QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
            gap = std::max(gap, millisecondsSince(since));
            since.start();
        });
        since.start();
        beat.start(5);
        desk.press(Qt::Key_Return);
        QTest::qWait(100);
        desk.bank.setLine(SampleBank::Line::Cut);
        QTest::qWait(200);
        desk.bank.setLine(SampleBank::Line::Good);
        QTest::qWait(200);
        desk.press(Qt::Key_F4);
        QTest::qWait(100);
        longest.push_back(gap);
    }
    report("longest_gap", longest);
}

//! From the last key of a search to the painted answer of the real server.
double searchOnce(Counter &counter, const QString &text)
{
    counter.press(Qt::Key_F2);
    QTest::keyClicks(QApplication::focusWidget(), text.chopped(1));
    QElapsedTimer timer;
    timer.start();
    QTest::keyClick(QApplication::focusWidget(), text.back().toLatin1());
    const auto *title = counter.find<QLabel>(u"home.resultsTitle"_s);
    while (!title->text().contains(text) && timer.elapsed() < 60'000) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    paint(counter.window());
    return millisecondsSince(timer);
}

class ServedCounter : public Counter
{
public:
    explicit ServedCounter(const QString &url)
    {
        m_app = std::make_unique<teller::TellerApp>(teller::TellerApp::Outside{m_clock, m_random,
            [](const QUrl &server) { return std::make_unique<client::HttpTransport>(server); },
            m_files.filePath(u"teller.ini"_s), m_files.filePath(u"pending"_s), u"tina"_s, {}, {},
            {}});
        m_app->start(url);
        window()->activateWindow();
        KONTOR_ASSERT(QTest::qWaitFor([this] { return shows(u"accounts in all"_s); }, 60'000));
    }
    ~ServedCounter() { m_app.reset(); }

private:
    SystemClock m_clock;
    SystemRandom m_random;
    QTemporaryDir m_files;
};

void measureSearch(const QString &ledger)
{
    RunningServer server({}, ledger);
    KONTOR_ASSERT(server.isRunning());
    const HttpAnswer all = server.get("/api/v1/accounts?pageSize=1");
    std::printf("accounts %s accounts\n", all.number("totalCount").constData());
    ServedCounter counter(server.url());
    std::vector<double> rare, common;
    for (int i = 0; i < rounds; ++i) {
        rare.push_back(searchOnce(counter, u"holder %1"_s.arg(4711 + 13 * i)));
        common.push_back(searchOnce(counter, u"account h"_s + QString(u"older"_s).first(i % 5)));
    }
    report("search_rare_name", rare);
    report("search_common_name", common);
}

std::vector<api::Movement> manyMovements(int count)
{
    std::vector<api::Movement> movements;
    movements.reserve(std::size_t(count));
    for (int i = 0; i < count; ++i) {
        api::Movement movement;
        movement.type = i % 2 ? api::MovementType::Deposit : api::MovementType::Withdrawal;
        movement.amount = Decimal(i % 100'000 + 1, 2);
        movement.balanceAfter = Decimal(i, 2);
        movement.currency = Currency::eur();
        movement.position = count - i;
        movement.createdAt = {1'700'000'000'000'000 + qint64(count - i) * 1'000'000};
        movements.push_back(movement);
    }
    return movements;
}

//! The movements table as the customer's page has it.
void measureTable(int rows)
{
    using namespace kontor::teller;
    std::vector<double> shown, jumped;
    for (int i = 0; i < 3; ++i) {
        auto movements = manyMovements(rows);
        QWidget window;
        window.resize(1024, 600);
        MovementsModel model;
        QSortFilterProxyModel filtered;
        filtered.setSourceModel(&model);
        filtered.setFilterKeyColumn(-1);
        QTableView *table = makeTable(&window, 35);
        table->setGeometry(window.rect());
        table->setItemDelegate(new MovementsDelegate(table));
        table->setModel(&filtered);
        window.show();
        paint(&window);
        QElapsedTimer timer;
        timer.start();
        model.setMovements(std::move(movements), {});
        paint(&window);
        shown.push_back(millisecondsSince(timer));
        timer.start();
        table->scrollToBottom();
        paint(&window);
        jumped.push_back(millisecondsSince(timer));
        KONTOR_ASSERT(filtered.rowCount() == rows);
    }
    report("table_1m_rows_shown", shown);
    report("table_1m_rows_jump_to_end", jumped);
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication app(argc, argv);
    const QString argument = QCoreApplication::arguments().value(1);
    if (argument == u"--first-frame"_s) {
        return showFirstFrame(app);
    }
    measureStart();
    measurePages();
    measureGaps();
    measureTable(1'000'000);
    if (!argument.isEmpty()) {
        measureSearch(argument);
    }
    return 0;
}
