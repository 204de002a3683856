// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Retranslate.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace kontor::widgets {

namespace {

class ChangeWatcher final : public QObject
{
public:
    ChangeWatcher(QWidget *owner, QEvent::Type type, std::function<void()> set)
        : QObject(owner), m_type(type), m_set(std::move(set))
    {
        owner->installEventFilter(this);
        m_set();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == m_type && watched == parent()) {
            m_set();
        }
        return false;
    }

private:
    QEvent::Type m_type;
    std::function<void()> m_set;
};

} // namespace

void onLanguage(QWidget *owner, std::function<void()> set)
{
    new ChangeWatcher(owner, QEvent::LanguageChange, std::move(set));
}

void onTheme(QWidget *owner, std::function<void()> set)
{
    new ChangeWatcher(owner, QEvent::PaletteChange, std::move(set));
}

} // namespace kontor::widgets
