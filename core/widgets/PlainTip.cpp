// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PlainTip.h"

#include "foundation/Strings.h"

#include <QTextDocument>

namespace kontor::widgets {

QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<span>"_s + text.toHtmlEscaped() + u"</span>"_s : text;
}

} // namespace kontor::widgets
