// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "foundation/Strings.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontor {

//! A JSON document as it was written: numbers keep their text, because money is read from text,
//! and members keep their order.
class JsonValue
{
public:
    enum class Kind { Null, Bool, Number, String, Array, Object };
    using Member = std::pair<std::string, JsonValue>;

    // Defined where Member is complete: clang would otherwise ask it for its own destructor here.
    JsonValue();
    JsonValue(const JsonValue &);
    JsonValue(JsonValue &&) noexcept;
    JsonValue &operator=(const JsonValue &);
    JsonValue &operator=(JsonValue &&) noexcept;
    ~JsonValue();

    Kind kind = Kind::Null;
    bool boolean = false;
    //! The digits of a number, or a string in UTF-8.
    std::string text;
    std::vector<JsonValue> items;
    std::vector<Member> members;

    static JsonValue ofString(std::string utf8);
    static JsonValue ofNumber(std::string digits);
    bool isObject() const { return kind == Kind::Object; }
    bool isNull() const { return kind == Kind::Null; }
    //! The member of that name, or nullptr.
    const JsonValue *find(std::string_view name) const;
    JsonValue *find(std::string_view name);
    QString toQString() const { return QString::fromUtf8(text.data(), qsizetype(text.size())); }
    //! Compact JSON again; numbers as they were written.
    void appendTo(std::string &out) const;
    QByteArray toJson() const;
};

//! Why a text is not acceptable JSON. `code` is one of malformed-json, duplicate-member,
//! json-too-complex.
struct JsonError
{
    const char *code;
    QString detail;
};

struct JsonLimits
{
    int depth = 32;
    int values = 10'000;
    //! In one object: each new one is looked for among those that are there.
    int members = 256;
    int stringBytes = 4096;
    int keyBytes = 256;
};

//! Strict: UTF-8 without a byte order mark, one value, no trailing bytes, no duplicate members,
//! bounded in depth, count and length. `limits` lets a batch route allow more values.
Result<JsonValue, JsonError> parseJson(QByteArrayView text, const JsonLimits &limits = {});

//! Appends a JSON string literal with its quotes.
void appendJsonString(std::string &out, std::string_view utf8);

} // namespace kontor
