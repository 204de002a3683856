// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Cards.h"
#include "api/Accounts.h"
#include "api/Problem.h"
#include "app-atm/session/Recovery.h"

#include <chrono>
#include <variant>

namespace kontor::atm {

//! Where a session stands. A screen shows one phase, or one of the overlays.
enum class Phase
{
    Starting,
    OutOfService,
    Idle,
    Pin,
    CheckingPin,
    Menu,
    ChangingPin,
    PinChanged,
    FetchingBalance,
    Balance,
    Movements,
    OtherAmount,
    AmountOffer,
    NoteChoice,
    Authorising,
    Staging,
    Rejecting,
    CardOut,
    Presenting,
    CashOut,
    Retracting,
    Receipt,
    Goodbye,
    Problem,
    BeingChecked
};

//! What the PIN pad is open for: to see whose card it is, or a part of changing the PIN.
enum class PinPurpose { Identify, Current, New, NewAgain };

//! Why a new PIN is asked for once more.
enum class PinTrouble { None, EasyToGuess, NotTheSame };

//! What may lie over a phase and gives it back unchanged.
enum class Overlay { None, Language, Speech, MoreTime };

enum class Language { English, German };

//! What keeps the machine from the bank. `Distrusted`: who answers cannot prove to be the bank.
//! `NotKnown`: the bank does not take this machine for one of its own.
enum class LineFault { Silent, Distrusted, NotKnown };

enum class OutOfServiceReason {
    Starting,
    NoConnection,
    Distrusted,
    NotKnown,
    CardReader,
    NoRoom,
    SafetyStop
};

//! What the problem screen explains. Each has its three answers: money, card, what next.
//! `AccountBarred`: closed, or blocked by order; only people may change that. `MachineRefused`: the
//! bank takes nothing from this machine. `AskedInVain`: this one attempt came to nothing.
enum class ProblemKind {
    ServerAway,
    InsufficientFunds,
    AccountBarred,
    MachineRefused,
    AskedInVain,
    CassetteShort,
    DispenserJam,
    CardNotTaken,
    CashNotTaken,
    PinTriesUsedUp,
    CardBlocked,
    TokenExpired,
    BalanceUnavailable,
    PaymentStopped,
    PinUnclear
};

//! Why a payout is being checked: nobody knows where the cash is, or whether the bank has a hold.
enum class CheckKind { CashPosition, BankAnswer };

//! Where the card is.
enum class CardPlace { None, InReader, AtSlot, Retained };

//! Every waiting time. The runner keeps one timer of each; starting it again restarts it.
enum class Timer {
    Quiet, Countdown, CardTake, CashTake, Receipt, Goodbye, StillWorking, WorkingLimit, HideBalance,
    AuthoriseAgain, CheckedScreen, SendAgain, Probe
};

//! Waiting times and limits, so that a branch, and speech later, may lengthen them.
struct Policy
{
    using ms = std::chrono::milliseconds;

    ms quiet{30'000};
    int moreTimeSeconds = 30;
    ms cardTake{30'000};
    ms cashTake{45'000};
    ms receipt{20'000};
    ms goodbye{3'000};
    ms stillWorking{10'000};
    ms workingLimit{30'000};
    ms hideBalance{15'000};
    ms authoriseAgain{2'000};
    ms checkedScreen{60'000};
    ms probeIdle{30'000};
    ms probeDown{5'000};
    ms sendAgainFirst{1'000};
    ms sendAgainMost{300'000};
    int failuresUntilDown = 3;
    //! Records of the journal with which a start begins a new one, where nothing is open.
    std::size_t longJournal = 5'000;
    bool retainCardAfterLastTry = true;
    MixKind fastCashMix = MixKind::FewestNotes;
    PayoutLimits limits;
    Currency currency;
    Language language = Language::English;

    friend bool operator==(const Policy &, const Policy &) = default;
};

//! Whose card it is, once the PIN is right. Secrets (PIN, session token) never come here.
struct Customer
{
    AccountId account;
    QString firstName;
    QString maskedCard;
    Currency currency;

    friend bool operator==(const Customer &, const Customer &) = default;
};

struct Withdrawal
{
    WithdrawalId id;
    int amount = 0;
    Notes mix;
    //! An attempt to authorise went without an answer: the bank may hold the amount.
    bool unanswered = false;
    bool authorised = false;
    bool mixTriedAgain = false;
    bool cancelled = false;
    Notes presented;
    std::optional<Decimal> balanceAfter;

    friend bool operator==(const Withdrawal &, const Withdrawal &) = default;
};

struct BalanceShown
{
    Decimal balance;
    Decimal available;
    bool hidden = false;

    friend bool operator==(const BalanceShown &, const BalanceShown &) = default;
};

//! A line of the account, as much of it as a screen in the street should show.
struct MovementLine
{
    //! The branch's.
    QDate day;
    api::MovementType type = api::MovementType::Deposit;
    Decimal amount;

    bool isOutgoing() const
    {
        return type == api::MovementType::Withdrawal || type == api::MovementType::TransferSent;
    }
    friend bool operator==(const MovementLine &, const MovementLine &) = default;
};

//! One customer's visit, from the card's insertion; nothing of it outlives the goodbye.
struct Visit
{
    CardId card;
    Uuid visitId;
    int withdrawals = 0;
    CardPlace place = CardPlace::InReader;
    std::optional<Customer> customer;
    int pinLength = 0;
    bool pinTooShort = false;
    PinPurpose pinPurpose = PinPurpose::Identify;
    PinTrouble pinTrouble = PinTrouble::None;
    //! After a wrong PIN.
    std::optional<int> triesLeft;
    //! The bank's session ran out: the PIN is asked for again.
    bool pinAgain = false;
    int typedAmount = 0;
    int amount = 0;
    NearestAmounts offer;
    std::vector<MixChoice> choices;
    std::optional<BalanceShown> balance;
    //! The newest first.
    std::vector<MovementLine> movements;
    std::optional<Withdrawal> payout;
    bool stillWorking = false;
    //! Whether the card goes out for good (false: cash follows).
    bool leaving = false;
    ProblemKind problem = ProblemKind::ServerAway;
    CheckKind check = CheckKind::CashPosition;
    //! The receipt waits for the bank's answer, which brings the balance, until the goodbye ends.
    bool receiptWanted = false;
    bool receiptPrinted = false;

    friend bool operator==(const Visit &, const Visit &) = default;
};

//! How the machine speaks, as long as headphones are plugged in.
struct Speech
{
    bool on = false;
    bool slow = false;
    //! 1 to 3.
    int volume = 2;
    //! Nobody can look over the shoulder.
    bool screenDark = false;

    friend bool operator==(const Speech &, const Speech &) = default;
};

struct State
{
    Policy policy;
    Phase phase = Phase::Starting;
    Overlay overlay = Overlay::None;
    Language language = Language::English;
    Speech speech;
    int secondsLeft = 0;

    DeviceStatus devices;
    bool journalBroken = false;
    //! Of the disk, for the journal; until there is, the machine has not started.
    bool lacksRoom = false;
    bool serverUp = true;
    //! Where it is not up.
    LineFault lineFault = LineFault::Silent;
    int serverFailures = 0;
    bool sendingOutcome = false;
    int sendFailures = 0;
    //! Due to the server, in order; the first is the one being sent.
    std::vector<Outcome> queue;
    //! A withdrawal that a restart found, while its notes are being brought back.
    std::optional<OpenWithdrawal> recovering;

    std::optional<Visit> visit;

    friend bool operator==(const State &, const State &) = default;
};

// ---- inputs -----------------------------------------------------------------------------------

//! The machine starts: what the journal and the devices say.
struct Started { JournalSummary journal; DeviceStatus devices; };
struct RoomMissing
{};
//! What could not be written; nothing where there is no journal at all.
struct JournalFailed { std::optional<JournalStep> step = {}; };
struct StatusChanged { DeviceStatus devices; };
struct TimerFired { Timer timer; };

struct CardInserted { CardId card; Uuid visitId; };
struct CardTaken {};

//! Digits at the PIN pad never come here, only that one more was typed.
struct PinDigitTyped {};
struct Digit { int value; };
struct Enter {};
struct Clear {};
struct Cancel {};
//! The numbered choices of a screen, from 1.
struct Choose { int number; };
struct LanguageKey {};
struct SpeechKey {};
//! Any key of metal, whatever else it does: moves the ring, says everything again.
struct KeyTouched
{};
struct HeadphonesChanged { bool plugged; };

struct PinAccepted { Customer customer; };
//! `triesLeft` 0: that was the last one.
struct PinRejected { int triesLeft; };
struct CardIsBlocked {};
//! Of changing the PIN. Unclear: sent, but nobody knows what became of it.
struct PinChangeDone {};
struct PinsDiffer {};
struct PinEasyToGuess {};
struct PinChangeUnclear {};
struct BalanceArrived { Decimal balance; Decimal available; };
struct MovementsArrived { std::vector<MovementLine> lines; };
//! Of PIN check, balance: no answer, or none that helps.
struct ServerUnavailable {};
//! The bank does not know any more whose card is here: its time is over, or the server began anew.
struct CardSessionOver {};

struct AuthoriseGranted { WithdrawalId id; Timestamp expiresAt; Timestamp now; };
struct AuthoriseRefused { WithdrawalId id; api::ProblemCode code; };
//! The request certainly never left, or may have arrived.
struct AuthoriseNotSent { WithdrawalId id; };
struct AuthoriseUnanswered { WithdrawalId id; };
//! `refusal` is set where the server answered a definite no to an advice: a case for people.
struct OutcomeAcknowledged
{
    WithdrawalId id;
    std::optional<Decimal> balanceAfter;
    QString refusal;
};
struct OutcomeUnanswered { WithdrawalId id; };
struct ProbeAnswered
{
    bool up;
    LineFault fault = LineFault::Silent;
};

struct NotesStaged { Notes notes; };
//! A cassette gave fewer notes than asked; it is doubtful now and out of the stock.
struct StagingShort { Notes staged; };
struct StagingJammed {};
struct NotesRejected { Notes notes; };
struct NotesPresented { Notes notes; };
//! `Presented` with fewer notes: those came through. `Unknown`: nobody can tell.
struct PresentFailed { PresentState state; Notes notes; };
struct CashTaken {};
struct NotesRetracted { RetractCount count; };

using Input = std::variant<Started, RoomMissing, JournalFailed, StatusChanged, TimerFired,
    CardInserted, CardTaken, PinDigitTyped, Digit, Enter, Clear, Cancel, Choose, LanguageKey,
    SpeechKey, KeyTouched, HeadphonesChanged, PinAccepted, PinRejected, CardIsBlocked,
    PinChangeDone, PinsDiffer, PinEasyToGuess, PinChangeUnclear, BalanceArrived, MovementsArrived,
    ServerUnavailable, CardSessionOver, AuthoriseGranted, AuthoriseRefused, AuthoriseNotSent,
    AuthoriseUnanswered, OutcomeAcknowledged, OutcomeUnanswered, ProbeAnswered, NotesStaged,
    StagingShort, StagingJammed, NotesRejected, NotesPresented, PresentFailed, CashTaken,
    NotesRetracted>;

// ---- effects ----------------------------------------------------------------------------------

//! Done in order. Nothing after a WriteJournal may happen before it is on disk; where it fails,
//! the rest is dropped and JournalFailed comes back.
struct WriteJournal { JournalEntry entry; };
struct StartTimer { Timer timer; std::chrono::milliseconds after; };
//! All timers but SendAgain and Probe, which do not belong to a visit.
struct StopVisitTimers {};
struct AcceptCards { bool accept; };
struct EjectCard {};
struct RetainCard {};
//! Empties the PIN pad and lets it take digits, or not.
struct EnablePinPad { bool enable; };
struct EmptyPinPad {};
struct CheckPin { CardId card; };
//! What was typed stays with the runner, as the present PIN or as the new one.
struct KeepPin { PinPurpose as; };
//! Compares what was typed with the new PIN, and asks the bank to change it.
struct ChangePin { CardId card; };
//! What KeepPin kept is wiped.
struct DropPins {};
struct FetchBalance { AccountId account; };
struct FetchMovements { AccountId account; };
struct Authorise { WithdrawalId id; int amount; Notes mix; };
struct SendOutcome { Outcome outcome; };
struct ProbeServer {};
struct StageNotes { WithdrawalId id; Notes mix; };
struct RejectStaged {};
struct PresentNotes {};
struct RetractNotes {};
struct PrintReceipt
{
    Withdrawal payout;
    QString maskedCard;
    Language language;
};
struct PrintCheckSlip { WithdrawalId id; int amount; };
//! Why the card stays here, and the number to ask for it with.
struct PrintKeptCardSlip
{
    QString reference;
    ProblemKind why;
};
//! Says the receipt into the headphones.
struct SayReceipt { Withdrawal payout; QString maskedCard; };
//! PIN, session token and everything else of the customer that the runner holds.
struct ForgetCustomer {};

using Effect = std::variant<WriteJournal, StartTimer, StopVisitTimers, AcceptCards, EjectCard,
    RetainCard, EnablePinPad, EmptyPinPad, CheckPin, KeepPin, ChangePin, DropPins, FetchBalance,
    FetchMovements, Authorise, SendOutcome, ProbeServer, StageNotes, RejectStaged, PresentNotes,
    RetractNotes, PrintReceipt, PrintCheckSlip, PrintKeptCardSlip, SayReceipt, ForgetCustomer>;

} // namespace kontor::atm
