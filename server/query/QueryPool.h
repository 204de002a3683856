// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "server/query/Workers.h"

#include <memory>

namespace kontor::server {

//! What a query may read with.
struct QuerySources
{
    std::unique_ptr<application::ViewReader> views;
    std::unique_ptr<application::StreamIndex> index;
    std::unique_ptr<application::LogReader> log;
};

//! Two threads that only read, for lists, search and pages of history.
using QueryPool = Workers<QuerySources>;

} // namespace kontor::server
