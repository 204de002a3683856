// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kontor {

//! std::visit(overloaded{[](const A &) {…}, [](const B &) {…}}, variant): a forgotten alternative
//! does not compile.
template<class... Fs>
struct overloaded : Fs...
{
    using Fs::operator()...;
};
template<class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

} // namespace kontor
