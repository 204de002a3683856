// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/SetAsideBanner.h"

#include "client/PendingCommands.h"
#include "foundation/Strings.h"
#include "widgets/ActionButton.h"
#include "widgets/Retranslate.h"

#include <QFileInfo>

namespace kontor::teller {

SetAsideBanner::SetAsideBanner(QWidget *parent)
    : Banner(u"setAsideBanner"_s, u"setAside.seen"_s, parent)
{
    connect(&button(), &QPushButton::clicked, this, [this] {
        client::PendingCommands::putAway(m_files);
        hide();
    });
    widgets::onLanguage(this, [this] {
        button().setText(tr("I have looked"));
        showText();
    });
}

void SetAsideBanner::show(const QStringList &files)
{
    m_files = files;
    showText();
    setShown(!files.isEmpty());
}

void SetAsideBanner::showText()
{
    const QString folder = m_files.isEmpty() ? QString() : QFileInfo(m_files.constFirst()).path();
    say(tr("%n order(s) of an earlier run cannot be read, and may have been recorded. "
           "Look at the account before you repeat anything. Kept in %1.",
        nullptr, int(m_files.size()))
            .arg(folder));
}

} // namespace kontor::teller
