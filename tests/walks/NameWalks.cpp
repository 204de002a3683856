// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "walks/Walks.h"

#include "foundation/Strings.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QHash>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QWidget>

#include <memory>

namespace kontor::testing {

namespace {

QString placeOf(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
}

QList<QWidget *> visibleIn(QWidget *window)
{
    QList<QWidget *> result;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->isVisible()) {
            result.append(widget);
        }
    }
    return result;
}

bool isTooNarrow(const QLabel *label)
{
    if (label->wordWrap()) {
        return label->heightForWidth(label->width()) > label->height() + 1;
    }
    return label->sizeHint().width() > label->width() + 1
        || label->sizeHint().height() > label->height() + 1;
}

//! What a field says while it is empty, beside its icon if it has one.
bool hidesItsHint(const QLineEdit *edit)
{
    QStyleOptionFrame option;
    option.initFrom(edit);
    option.lineWidth = 1;
    const QRect inside = edit->style()->subElementRect(QStyle::SE_LineEditContents, &option, edit);
    const int icon = edit->actions().isEmpty() ? 0 : 24;
    return edit->text().isEmpty()
        && edit->fontMetrics().horizontalAdvance(edit->placeholderText()) + icon > inside.width();
}

bool mustHaveAName(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::AlertMessage:
    case QAccessible::Button:
    case QAccessible::ButtonMenu:
    case QAccessible::Cell:
    case QAccessible::Chart:
    case QAccessible::CheckBox:
    case QAccessible::ColumnHeader:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::Graphic:
    case QAccessible::Link:
    case QAccessible::List:
    case QAccessible::ListItem:
    case QAccessible::MenuItem:
    case QAccessible::PageTab:
    case QAccessible::PageTabList:
    case QAccessible::Table: return true;
    default: return false;
    }
}

QString placeOf(const QAccessibleInterface *face)
{
    for (; face; face = face->parent()) {
        if (face->object() && !face->object()->objectName().isEmpty()) {
            return face->object()->objectName();
        }
    }
    return {};
}

void visit(const QAccessibleInterface *face, WalkResult &result)
{
    if (!face || !face->isValid() || face->state().invisible) {
        return;
    }
    ++result.visited;
    const QString name = face->text(QAccessible::Name);
    const QString className = face->object()
        ? QString::fromLatin1(face->object()->metaObject()->className())
        : QString();
    if (mustHaveAName(face->role()) && name.trimmed().isEmpty()) {
        result.faults.append(
            u"no name: role %1, %2 in %3"_s.arg(int(face->role())).arg(className, placeOf(face)));
    } else if (!name.isEmpty() && className.endsWith(name)) {
        result.faults.append(u"named after its class: "_s + name);
    }
    for (int i = 0; i < face->childCount(); ++i) {
        visit(face->child(i), result);
    }
}

} // namespace

WalkResult walkNames(QWidget *window)
{
    WalkResult result;
    QHash<QString, QString> places;
    for (QWidget *widget : visibleIn(window)) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isEnabled()) {
            continue;
        }
        ++result.visited;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        const QString name = face ? face->text(QAccessible::Name) : QString();
        const QString className = QString::fromLatin1(widget->metaObject()->className());
        if (name.trimmed().isEmpty() || className.endsWith(name)) {
            result.faults.append(u"no name: "_s + placeOf(widget));
        } else if (places.contains(name)) {
            result.faults.append(u"two called '%1': %2 and %3"_s.arg(name, places.value(name),
                placeOf(widget)));
        }
        if (widget->objectName().isEmpty()) {
            result.faults.append(u"no object name: "_s + placeOf(widget) + u' ' + name);
        }
        places.insert(name, placeOf(widget));
    }
    return result;
}

WalkResult walkTree(QWidget *window)
{
    WalkResult result;
    visit(QAccessible::queryAccessibleInterface(window), result);
    return result;
}

WalkResult walkClippedTexts(QWidget *window)
{
    WalkResult result;
    for (QWidget *widget : visibleIn(window)) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        if (const auto *edit = qobject_cast<QLineEdit *>(widget); edit && hidesItsHint(edit)) {
            result.faults.append(
                u"clipped: '%1' in %2"_s.arg(edit->placeholderText(), placeOf(edit)));
        }
        if (label && !label->text().isEmpty()) {
            ++result.visited;
            if (isTooNarrow(label) && label->toolTip().isEmpty()) {
                result.faults.append(u"clipped: '%1' in %2"_s.arg(label->text(), placeOf(label)));
            }
        } else if (button && !button->text().isEmpty()) {
            ++result.visited;
            const bool clipped = button->sizeHint().width() > button->width() + 1
                || button->sizeHint().height() > button->height() + 1;
            if (clipped && button->toolTip().isEmpty()) {
                result.faults.append(u"clipped: '%1' in %2"_s.arg(button->text(), placeOf(button)));
            }
        }
    }
    return result;
}

WalkResult walkMnemonics(QWidget *window)
{
    WalkResult result;
    QHash<QString, QString> owners;
    const auto take = [&](const QString &text) {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (key.isEmpty()) {
            return;
        }
        ++result.visited;
        if (owners.contains(key)) {
            result.faults.append(u"%1 leads to '%2' and '%3'"_s.arg(key, owners.value(key), text));
        }
        owners.insert(key, text);
    };
    for (QWidget *widget : visibleIn(window)) {
        if (const auto *bar = qobject_cast<QMenuBar *>(widget)) {
            for (const QAction *menu : bar->actions()) {
                take(menu->text());
            }
        }
        const auto *label = qobject_cast<QLabel *>(widget);
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const QString text = label && label->buddy() ? label->text()
            : button && button->inherits("kontor::widgets::ActionButton") ? button->text()
                                                                          : QString();
        take(text);
    }
    return result;
}

} // namespace kontor::testing
