// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "walks/Walks.h"

#include "foundation/Strings.h"

#include <QHash>
#include <QImage>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace kontor::testing {

namespace {

double luminance(QRgb colour)
{
    const auto part = [](int value) {
        const double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(qRed(colour)) + 0.7152 * part(qGreen(colour))
        + 0.0722 * part(qBlue(colour));
}

double contrastOf(QRgb a, QRgb b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

//! The ground is the commonest colour; of the others the ink is the one that stands out most, the
//! rest are its soft edges. 0 where nothing is painted.
double contrastIn(const QImage &picture)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            ++counts[line[x]];
        }
    }
    const auto ground = std::max_element(counts.cbegin(), counts.cend());
    double best = 0;
    for (auto colour = counts.cbegin(); colour != counts.cend(); ++colour) {
        if (colour != ground) {
            best = std::max(best, contrastOf(colour.key(), ground.key()));
        }
    }
    return best;
}

} // namespace

WalkResult walkContrast(QWidget *window, double least)
{
    WalkResult result;
    const QImage picture = window->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const double scale = picture.devicePixelRatio();
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        // A single thin character has soft edges only.
        if (!label->isVisible() || !label->isEnabled() || label->text().trimmed().size() < 2) {
            continue;
        }
        const QRect place(label->mapTo(window, QPoint()), label->size());
        const QRect pixels(place.topLeft() * scale, place.size() * scale);
        ++result.visited;
        const double found = contrastIn(picture.copy(pixels.intersected(picture.rect())));
        if (found < least) {
            result.faults.append(u"%1 : 1 is too little for '%2' %3"_s.arg(found, 0, 'f', 1)
                                     .arg(label->text(), label->objectName()));
        }
    }
    return result;
}

} // namespace kontor::testing
