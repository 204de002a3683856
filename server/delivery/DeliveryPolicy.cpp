// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/DeliveryPolicy.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace kontor::server {

using namespace std::chrono;

std::optional<seconds> readRetryAfter(QByteArrayView header, Timestamp now)
{
    const QByteArrayView text = header.trimmed();
    const bool digits = !text.isEmpty() && text.size() <= 9
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        return seconds(text.toByteArray().toInt());
    }
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text),
        u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid()) {
        return std::nullopt;
    }
    date.setTimeZone(QTimeZone::utc());
    return seconds(std::max<qint64>(0, date.toSecsSinceEpoch() - now.micros / 1'000'000));
}

static QByteArray errorOf(const AttemptResult &result)
{
    if (result.error != AttemptError::None) {
        return nameOf(result.error);
    }
    const int status = result.status.value_or(0);
    if (status >= 300 && status < 400) {
        return "redirect-not-followed";
    }
    return "status-" + QByteArray::number(status);
}

static bool isDelivered(const AttemptResult &result)
{
    const int status = result.status.value_or(0);
    return result.error == AttemptError::None && status >= 200 && status < 300;
}

static Verdict retry(const AttemptResult &result, int attempts, const DeliverySettings &settings,
    Timestamp now, Random &random)
{
    Verdict verdict{Verdict::Kind::Retry, settings.retry.delay(attempts, random), false, {}};
    if (result.status == 429 || result.status == 503) {
        if (const auto asked = readRetryAfter(result.retryAfter, now)) {
            verdict.pause = std::max<milliseconds>(verdict.pause,
                std::min(*asked, settings.retryAfterCap));
            verdict.pausesEndpoint = true;
        }
    }
    return verdict;
}

Verdict judge(const AttemptResult &result, int attempts, const DeliverySettings &settings,
    Timestamp now, Random &random)
{
    if (isDelivered(result)) {
        return {Verdict::Kind::Delivered, {}, false, {}};
    }
    Verdict verdict;
    if (result.error == AttemptError::TargetNotAllowed) {
        verdict.kind = Verdict::Kind::ParkAndDisable;
    } else if (result.error == AttemptError::None && result.status == 410) {
        verdict.kind = Verdict::Kind::Disable;
    } else if (attempts >= settings.attemptLimit) {
        verdict.kind = Verdict::Kind::Park;
    } else {
        verdict = retry(result, attempts, settings, now, random);
    }
    verdict.error = errorOf(result);
    return verdict;
}

} // namespace kontor::server
