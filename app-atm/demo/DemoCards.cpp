// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/demo/DemoCards.h"

#include "foundation/LogCategories.h"

#include <QFile>

namespace kontor::atm {

std::vector<DemoCard> readDemoCards(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const auto json = parseJson(file.readAll());
    if (json) {
        auto cards = fromJson<std::vector<DemoCard>>(*json, UnknownMembers::Ignore);
        if (cards) {
            return std::move(cards).value();
        }
    }
    qCWarning(logAtm) << "the list of demo cards cannot be read:" << path;
    return {};
}

std::optional<CardId> findCard(const std::vector<DemoCard> &cards, const QString &idOrLabel)
{
    for (const DemoCard &card : cards) {
        if (card.label.compare(idOrLabel, Qt::CaseInsensitive) == 0) {
            return CardId::parse(card.id.toLatin1());
        }
    }
    return CardId::parse(idOrLabel.trimmed().toLatin1());
}

} // namespace kontor::atm
