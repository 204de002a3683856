// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kontor::server {

class MetricsText;

//! What every process can tell about itself, under the names that dashboards know.
void writeProcessFigures(MetricsText &text);

} // namespace kontor::server
