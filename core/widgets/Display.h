// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kontor::widgets {

//! Before there is a QApplication: whoever only asks for help or the version may have no display.
void answerWithoutDisplay(int argc, char **argv);

} // namespace kontor::widgets
