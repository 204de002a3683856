// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LanguageButton.h"

#include "foundation/Strings.h"
#include "widgets/Appearance.h"
#include "widgets/Retranslate.h"

#include <QMenu>

namespace kontor::widgets {

LanguageButton::LanguageButton(Appearance *appearance, QWidget *parent) : ActionButton(parent)
{
    setObjectName(u"languageButton"_s);
    setHasMenu(true);
    setIconName(u"language"_s);
    auto *menu = new QMenu(this);
    for (const QString &language : Appearance::languages()) {
        QAction *choice = menu->addAction(nativeName(language));
        connect(choice, &QAction::triggered, this, [this, appearance, language] {
            appearance->setLanguage(language);
            Q_EMIT chosen(language);
        });
    }
    connect(this, &QPushButton::clicked, menu,
        [this, menu] { menu->popup(mapToGlobal(QPoint(ringMargin, height() - ringMargin))); });
    onLanguage(this, [this, appearance] {
        setText(nativeName(appearance->language()));
        setAccessibleName(tr("Language: %1").arg(text()));
    });
}

QString LanguageButton::nativeName(const QString &language)
{
    return language == "de"_L1 ? u"Deutsch"_s : u"English"_s;
}

} // namespace kontor::widgets
