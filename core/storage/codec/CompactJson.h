// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

#include <charconv>
#include <string_view>

// The JSON of the log: a described struct in the order of its description, absent members left out,
// no blanks. Reading takes the same order for granted, which makes it ten times as fast as a general
// reader; whoever gets `false` tries that one.

namespace kontor::storage {

template<class T>
inline constexpr bool isVector = false;
template<class T>
inline constexpr bool isVector<std::vector<T>> = true;

template<class T>
void appendCompact(std::string &out, const T &value);

template<class T>
struct CompactWriter
{
    std::string &out;
    const T &value;
    char separator = '{';

    template<class Owner, class Member>
    void operator()(const char *name, Member Owner::*member, const char * = nullptr,
        const Facts & = {})
    {
        if constexpr (isOptional<Member>) {
            if (value.*member) {
                put(name, *(value.*member));
            }
        } else {
            put(name, value.*member);
        }
    }
    template<class Value>
    void put(const char *name, const Value &member)
    {
        out += separator;
        separator = ',';
        out += '"';
        out += name;
        out += "\":";
        appendCompact(out, member);
    }
};

template<class T>
void appendCompact(std::string &out, const T &value)
{
    if constexpr (Described<T>) {
        CompactWriter<T> writer{out, value};
        T::describe(writer);
        out += writer.separator == '{' ? "{}" : "}";
    } else if constexpr (isVector<T>) {
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i > 0) {
                out += ',';
            }
            appendCompact(out, value[i]);
        }
        out += ']';
    } else {
        writeJsonValue(out, value);
    }
}

//! What is left of the text while it is read.
class CompactText
{
public:
    explicit CompactText(QByteArrayView text) : m_at(text.begin()), m_end(text.end()) {}

    bool skip(std::string_view expected)
    {
        if (std::size_t(m_end - m_at) < expected.size()
            || std::memcmp(m_at, expected.data(), expected.size()) != 0) {
            return false;
        }
        m_at += expected.size();
        return true;
    }
    //! The separator, then "name": — all of it or nothing.
    bool skipName(char separator, std::string_view name)
    {
        const std::size_t size = name.size() + 4;
        if (std::size_t(m_end - m_at) < size || m_at[0] != separator || m_at[1] != '"'
            || std::memcmp(m_at + 2, name.data(), name.size()) != 0
            || m_at[size - 2] != '"' || m_at[size - 1] != ':') {
            return false;
        }
        m_at += size;
        return true;
    }
    bool atEnd() const { return m_at == m_end; }
    //! A string without escapes: a view into the text.
    bool plainString(QByteArrayView &value);
    //! Any string that the writer makes.
    bool string(QByteArray &value);
    template<class Int>
    bool integer(Int &value)
    {
        const auto [stop, error] = std::from_chars(m_at, m_end, value);
        m_at = stop;
        return error == std::errc();
    }

private:
    bool unescape(QByteArray &value);
    const char *m_at;
    const char *m_end;
};

bool readCompact(CompactText &text, bool &value);
bool readCompact(CompactText &text, QString &value);
bool readCompact(CompactText &text, QByteArray &value);
bool readCompact(CompactText &text, Timestamp &value);
bool readCompact(CompactText &text, QDate &value);
bool readCompact(CompactText &text, Uuid &value);
bool readCompact(CompactText &text, Currency &value);
inline bool readCompact(CompactText &text, int &value) { return text.integer(value); }
inline bool readCompact(CompactText &text, qint64 &value) { return text.integer(value); }

template<class Tag>
bool readCompact(CompactText &text, StrongId<Tag> &value)
{
    return readCompact(text, value.uuid);
}

template<NamedEnum E>
bool readCompact(CompactText &text, E &value)
{
    QByteArrayView name;
    if (!text.plainString(name)) {
        return false;
    }
    const auto found = fromName<E>(std::string_view(name.data(), std::size_t(name.size())));
    value = found.value_or(value);
    return found.has_value();
}

template<Described T>
bool readCompact(CompactText &text, T &value);

template<class T>
bool readCompact(CompactText &text, std::vector<T> &value)
{
    if (!text.skip("[")) {
        return false;
    }
    while (!text.skip("]")) {
        if (!value.empty() && !text.skip(",")) {
            return false;
        }
        if (!readCompact(text, value.emplace_back())) {
            return false;
        }
    }
    return true;
}

template<class T>
struct CompactReader
{
    CompactText &text;
    T &value;
    char separator = '{';
    bool ok = true;

    template<class Owner, class Member>
    void operator()(const char *name, Member Owner::*member, const char * = nullptr,
        const Facts & = {})
    {
        if (!ok) {
            return;
        }
        if (!text.skipName(separator, name)) {
            ok = isOptional<Member>;
            return;
        }
        separator = ',';
        if constexpr (isOptional<Member>) {
            ok = readCompact(text, (value.*member).emplace());
        } else {
            ok = readCompact(text, value.*member);
        }
    }
};

template<Described T>
bool readCompact(CompactText &text, T &value)
{
    CompactReader<T> reader{text, value};
    T::describe(reader);
    return reader.ok && text.skip(reader.separator == '{' ? "{}" : "}");
}

//! A whole document; `value` must be as made anew.
template<Described T>
bool fromCompact(QByteArrayView json, T &value)
{
    CompactText text(json);
    return readCompact(text, value) && text.atEnd();
}

} // namespace kontor::storage
