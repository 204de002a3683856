// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/PasswordRules.h"

#include "foundation/Strings.h"

#include <algorithm>

namespace kontor::server {

static constexpr qsizetype shortestPassword = 8;
static constexpr qsizetype longestPassword = 128;
// A common word with decoration is guessed first; from here on the decoration is long enough to be
// worth something.
static constexpr qsizetype longEnough = 12;

// What people choose most when they are made to choose, in plain letters.
static constexpr const char *commonWords[] = {"password", "passwort", "senha", "contrasena",
    "motdepasse", "welcome", "willkommen", "bemvindo", "bienvenido", "hello", "hallo", "letmein",
    "login", "admin", "administrator", "root", "user", "guest", "test", "testing", "temp", "changeme",
    "secret", "geheim", "segredo", "qwerty", "qwertz", "qwertyui", "qwertyuiop", "azerty", "asdf",
    "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "yxcvbnm", "abc", "abcd", "abcde", "abcdef",
    "abcdefg", "abcdefgh", "iloveyou", "love", "sunshine", "princess", "dragon", "monkey", "shadow",
    "master", "superman", "batman", "football", "baseball", "soccer", "michael", "jennifer", "summer",
    "winter", "spring", "autumn", "sommer", "herbst", "fruehling", "monday", "january", "kontor",
    "bank", "banking", "teller", "account", "konto", "cash", "money", "pin"};

QString normalPassword(const QString &password)
{
    return password.normalized(QString::NormalizationForm_C);
}

// Letters only, in lower case; digits and signs that stand for letters count as these.
static QString core(const QString &text)
{
    static constexpr std::pair<char16_t, char16_t> disguises[] = {{u'0', u'o'}, {u'1', u'i'},
        {u'3', u'e'}, {u'4', u'a'}, {u'5', u's'}, {u'7', u't'}, {u'@', u'a'}, {u'$', u's'},
        {u'!', u'i'}};
    QString plain;
    for (const QChar c : text.toLower()) {
        if (c.isLetter()) {
            plain += c;
            continue;
        }
        for (const auto &[sign, letter] : disguises) {
            if (c == sign) {
                plain += letter;
            }
        }
    }
    return plain;
}

static QString withoutEnds(const QString &text)
{
    const auto isDecoration = [](QChar c) { return !c.isLetter(); };
    const auto first = std::find_if_not(text.begin(), text.end(), isDecoration);
    const auto last = std::find_if_not(text.rbegin(), text.rend(), isDecoration).base();
    return first < last ? QString(first, last - first) : QString();
}

static bool isCommon(const QString &word)
{
    return std::any_of(std::begin(commonWords), std::end(commonWords),
        [&word](const char *common) { return word == QLatin1StringView(common); });
}

// "Passw0rd1!" is "password" with a number behind it, whichever way it is stripped.
static bool isDecorated(const QString &password, const QStringList &words)
{
    const QString inner = core(withoutEnds(password));
    const QString whole = core(password);
    if (password.size() < longEnough && (isCommon(inner) || isCommon(whole))) {
        return true;
    }
    return std::any_of(words.begin(), words.end(), [&](const QString &word) {
        const QString known = core(word);
        return known.size() >= 3 && (inner == known || whole == known);
    });
}

// One character makes up more than half of it.
static bool isRepetition(const QString &password)
{
    return std::any_of(password.begin(), password.end(),
        [&password](QChar c) { return password.count(c) > password.size() / 2; });
}

std::optional<QString> passwordFault(const QString &password, const QStringList &words)
{
    const QString text = normalPassword(password);
    const auto characters = text.toUcs4();
    if (characters.size() < shortestPassword) {
        return u"A password has at least 8 characters."_s;
    }
    if (characters.size() > longestPassword) {
        return u"A password has at most 128 characters."_s;
    }
    if (std::none_of(text.begin(), text.end(), [](QChar c) { return c.isUpper(); })) {
        return u"A password needs an upper-case letter."_s;
    }
    if (std::none_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); })) {
        return u"A password needs a digit."_s;
    }
    if (isDecorated(text, words) || isRepetition(text)) {
        return u"That password is among the first that somebody would try."_s;
    }
    return std::nullopt;
}

} // namespace kontor::server
