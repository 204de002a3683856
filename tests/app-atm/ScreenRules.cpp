// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/ScreenRules.h"

#include "foundation/Strings.h"

#include <QFontMetrics>
#include <QLabel>

namespace kontor::testing {

using namespace kontor::atm;

namespace {

//! Where the lines of a text are; nowhere where none is seen.
QRect used(const QLabel &text)
{
    return text.isHidden() || text.text().isEmpty()
        ? QRect()
        : QFontMetrics(text.font())
              .boundingRect(text.geometry(), int(text.alignment()) | Qt::TextWordWrap, text.text());
}
//! The same without the air above and below the letters.
QRect ink(const QLabel &text)
{
    const int air = QFontMetrics(text.font()).height() / 6;
    return used(text).adjusted(0, air, 0, -air);
}

} // namespace

QString mistakes(const AtmScreen &screen, const QSize &size)
{
    QStringList wrong;
    const double least = 20 * 3.36 - 0.5;
    for (const AtmKey *key : screen.keys()) {
        const QString name = key->spec().label;
        if (key->width() < least || key->height() < least) {
            wrong << u"%1 is small"_s.arg(name);
        }
        if (!QRect(QPoint(), size).contains(key->geometry())) {
            wrong << u"%1 is off the screen"_s.arg(name);
        }
        if (!key->textFits()) {
            wrong << u"%1 is cut"_s.arg(name);
        }
        const double capitals = QFontMetricsF(key->labelFont()).capHeight() / Look().dpmm;
        if (capitals < (key->spec().type == Type::Footer ? 4.8 : 7.3)) {
            wrong << u"%1 has capitals of %2 mm"_s.arg(name).arg(capitals);
        }
        if (key->accessibleName().isEmpty()) {
            wrong << u"%1 has no name"_s.arg(name);
        }
        for (const AtmKey *other : screen.keys()) {
            const QRect grown = key->geometry().adjusted(-9, -9, 9, 9); // 3 mm apart
            if (other != key && grown.intersects(other->geometry())) {
                wrong << u"%1 is too near to %2"_s.arg(name, other->spec().label);
            }
        }
    }
    for (const QLabel *text : screen.texts()) {
        const QRect needed = QFontMetrics(text->font())
                                 .boundingRect(QRect(0, 0, text->width(), 5000),
                                     int(text->alignment()) | Qt::TextWordWrap, text->text());
        const bool cut = needed.width() > text->width() || needed.height() > text->height();
        if (!text->isHidden() && cut) {
            wrong << u"\"%1\" is cut (%2×%3 in %4×%5)"_s.arg(text->text())
                         .arg(needed.width())
                         .arg(needed.height())
                         .arg(text->width())
                         .arg(text->height());
        }
        for (const AtmKey *key : screen.keys()) {
            if (used(*text).intersects(key->geometry())) {
                wrong << u"\"%1\" lies on %2"_s.arg(text->text(), key->spec().label);
            }
        }
        for (const QLabel *other : screen.texts()) {
            if (other != text && ink(*text).intersects(ink(*other))) {
                wrong << u"\"%1\" lies on \"%2\""_s.arg(text->text(), other->text());
            }
        }
    }
    return wrong.join(u"; "_s);
}

} // namespace kontor::testing
