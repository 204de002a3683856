// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Display.h"

#include <QtGlobal>

#include <algorithm>
#include <string_view>

namespace kontor::widgets {

static bool isQuestion(std::string_view argument)
{
    return argument == "-h" || argument == "--help" || argument == "--help-all" || argument == "-v"
        || argument == "--version";
}

void answerWithoutDisplay(int argc, char **argv)
{
    if (std::any_of(argv, argv + argc, isQuestion)) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
}

} // namespace kontor::widgets
