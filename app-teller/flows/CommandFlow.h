// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"
#include "app-teller/flows/Sheets.h"

#include <QPointer>

namespace kontor::teller {

//! What a form asks for; the pages find their widget by it.
enum class Field { Amount, Target, Reference, Name, Cpf, Initial };

struct FieldProblem
{
    Field field;
    QString text;
};

//! One command from the form to its outcome: enter, check, post, and then Done, Refused or, for as
//! long as nobody knows, BeingChecked. Knows no widget.
class CommandFlow : public QObject
{
    Q_OBJECT

public:
    enum class Step { Entering, Checking, Posting, BeingChecked, Done, Refused };
    Q_ENUM(Step)
    //! What helps after a refusal.
    enum class Remedy { ChangeEntries, CheckAgain, NextCustomer, FindCustomer };

    explicit CommandFlow(Session &session, QObject *parent = nullptr);

    Step step() const { return m_step; }
    //! False while the line to the server is known to be cut: posting is paused then.
    bool isLineUp() const;
    bool isOpen() const { return m_step == Step::Posting || m_step == Step::BeingChecked; }
    //! There is something that leaving would lose.
    virtual bool hasEntries() const = 0;

    virtual QString title() const = 0;
    //! "to Carla Weber, 0000001-8"
    virtual QString subject() const = 0;
    virtual CheckSheet checkSheet() const = 0;
    virtual Brief brief() const = 0;
    virtual DoneSheet doneSheet() const = 0;
    RefusedSheet refusedSheet() const;
    CheckingSheet checkingSheet() const;
    Remedy remedy() const;
    //! What finds the customer who is there already, with Remedy::FindCustomer.
    virtual QString searchText() const { return {}; }
    //! Seconds until the next try and between tries; 0 while one is under way.
    int secondsToNextTry() const;
    int secondsBetweenTries() const { return m_pauseSeconds; }
    QString requestNumber() const { return QString::fromLatin1(m_key); }

    //! What has changed since the teller looked at it, in words; empty where nothing has. Nothing is
    //! posted until it is confirmed, so the version that is sent is one that somebody has seen.
    virtual QString news() const { return {}; }

    //! Nothing that could be entered would be posted: by order of somebody.
    virtual bool isForbidden() const { return false; }
    //! What is wrong with the entries as they are.
    virtual std::vector<FieldProblem> problems() const = 0;
    //! Entering → Checking, once the entries are good.
    void proceed();
    //! Checking or Refused → Entering, with all entries kept.
    void change();
    //! Checking → Posting. Sends it once, however often it is called.
    void post();
    //! Checking: the news are seen and taken, nothing is posted by it.
    void confirm();
    //! Refused → Checking, after reading anew what has changed meanwhile; → Entering where the
    //! entries cannot be posted any more.
    void checkAgain();
    //! Asks for the outcome at once.
    void checkNow();
    //! Done, with a receipt and something to print it on.
    bool canPrint() const;
    //! Onto paper, the second time as a copy. A printer that fails changes nothing of the outcome.
    void printReceipt();
    //! What became of printing, in words; empty before.
    QString paperNews() const;
    //! Takes up a command that an earlier run of the program left open.
    void adopt(client::PendingCommand *command);

Q_SIGNALS:
    void stepChanged();
    //! Figures on the present page changed, the step did not.
    void sheetChanged();

protected:
    Session &session() const { return *m_session; }
    virtual client::NewCommand command() const = 0;
    //! Keeps the answer. It is recorded even where the answer cannot be read.
    virtual void takeAnswer(const QByteArray &body) = 0;
    virtual void readAnew() {}
    //! What is shown now is what counts as seen.
    virtual void takeAsSeen() {}
    bool areEntriesGood() const { return problems().empty(); }
    //! "deposit", for the words of the checking page.
    virtual QString deedInSentence() const = 0;
    virtual QString moneyInSentence() const = 0;
    virtual bool handsOutCash() const { return false; }
    virtual bool takesCash() const { return false; }
    //! The refusal is about another account than the one in front, so another may be chosen.
    virtual bool isAboutAnotherAccount(api::ProblemCode) const { return false; }
    //! A better reason than the general one where the flow knows figures.
    virtual QString reasonFor(const client::ApiError &error) const { return error.userMessage(); }
    void goTo(Step step);
    Timestamp now() const { return m_session->clock().now(); }

private:
    void follow(client::PendingCommand *command);
    QString advice() const;
    QString remedyText() const;
    std::vector<CheckingSheet::Happening> happenings() const;
    void onBeingChecked(int attempt, qint64 nextTryMs);
    void onRefused(const client::ApiError &error);
    void onPrinted(Printed printed);

    enum class Paper { None, Printing, Printed, NoPrinter, Failed };

    Session *m_session;
    Paper m_paper = Paper::None;
    bool m_isOnPaper = false;
    Step m_step = Step::Entering;
    QPointer<client::PendingCommand> m_command;
    QByteArray m_key;
    client::ApiError m_error;
    Timestamp m_savedAt;
    Timestamp m_silentSince;
    Timestamp m_nextTryAt;
    int m_attempt = 0;
    int m_pauseSeconds = 0;
    bool m_resumed = false;
};

} // namespace kontor::teller
