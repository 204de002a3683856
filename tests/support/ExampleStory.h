// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/ApiDocument.h"
#include "support/RunningServer.h"

#include <functional>
#include <map>

namespace kontor::testing {

//! Plays the examples of the API's document, which tell one story, on a real server: each operation
//! is asked as its example asks, with the ids that the server gave in place of those of the document.
//! Ids are learned by laying an answer beside its example.
class ExampleStory
{
public:
    explicit ExampleStory(const RunningServer &server);

    //! What must be so before an operation, and be made good after it.
    void before(const char *operation, std::function<void()> prepare);
    void after(const char *operation, std::function<void()> tidy);
    //! Does not ask for it.
    void leaveOut(const char *operation);
    //! Uses `text` wherever the document's examples say `inDocument`.
    void replace(const QByteArray &inDocument, const QByteArray &text);

    //! Asks everything; what does not go as the examples say is returned.
    QStringList play();
    int asked() const { return m_asked; }
    //! The id of the document's example of a kind, as the server has it: "accounts".
    QByteArray id(const char *kind) const;

private:
    struct Step
    {
        QByteArray name;
        QByteArray method;
        QByteArray path;
        const JsonValue *operation = nullptr;
        //! Its body's examples; one null text where it has none.
        QByteArrayList bodies;
        const JsonValue *answer = nullptr;
        int status = 0;
    };
    void addStep(const QByteArray &path, const QByteArray &method, const JsonValue &operation);
    bool isReady(const Step &step) const;
    void ask(const Step &step);
    QByteArray told(QByteArray text) const;
    HttpHeaders headersOf(const Step &step) const;
    void learn(const JsonValue &example, const JsonValue &real);

    const RunningServer &m_server;
    std::vector<Step> m_steps;
    std::map<QByteArray, QByteArray> m_known;
    std::map<QByteArray, std::function<void()>> m_before;
    std::map<QByteArray, std::function<void()>> m_after;
    QByteArray m_cardSession;
    QStringList m_faults;
    int m_asked = 0;
};

} // namespace kontor::testing
