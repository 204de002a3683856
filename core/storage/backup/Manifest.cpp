// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/Manifest.h"

#include "storage/files/NewFile.h"
#include "storage/log/PrintedHead.h"
#include "storage/verify/LookAtLedger.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace kontor::storage {

static constexpr QLatin1StringView manifestKind{"ledger backup"};
static constexpr int manifestFormat = 1;
static constexpr qint64 largestManifest = 64 * 1024;

static Refused refuseFile(OpenError::Code code, const QString &path, const QString &what)
{
    return refuse(code, u"%1 %2"_s.arg(path, what));
}

QString fileTime(Timestamp time)
{
    const Timestamp seconds{time.micros - time.micros % 1'000'000};
    return QString::fromLatin1(seconds.toString()).remove(u':');
}

Manifest manifestOf(const QByteArray &ledgerId, const QByteArray &generation,
    const application::LogHead &head, Timestamp madeAt)
{
    const auto hex = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); };
    return {manifestKind, manifestFormat, madeAt, hex(ledgerId), hex(generation), head.position,
        head.outcome, hex(head.eventHash), hex(head.outcomeHash), PrintedHead::of(head).text(), {}};
}

static Result<BackupFile, OpenError> describeFile(const QString &directory, const QString &name)
{
    const QString path = directory + u'/' + name;
    if (const auto refused = mayNotRead(path)) {
        return Failure{*refused};
    }
    QFile file(path);
    if (!QFile::exists(path)) {
        return refuseFile(OpenError::NoInput, path, u"is missing"_s);
    }
    if (!QFileInfo(path).isFile()) {
        return refuseFile(OpenError::Config, path, u"is not a file"_s);
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
        return refuseFile(OpenError::Io, path, u"cannot be read: "_s + file.errorString());
    }
    return BackupFile{name, file.size(), QString::fromLatin1(hash.result().toHex())};
}

Result<Done, OpenError> addFile(Manifest &manifest, const QString &directory, const QString &name)
{
    const auto file = describeFile(directory, name);
    if (!file) {
        return Failure{file.error()};
    }
    manifest.files.push_back(*file);
    return Done{};
}

Result<Done, OpenError> writeManifest(const Manifest &manifest, const QString &directory)
{
    auto file = NewFile::create(directory + u'/' + manifestName);
    if (!file) {
        return Failure{file.error()};
    }
    (*file)->write(toJsonText(manifest) + '\n');
    return (*file)->commit();
}

static Result<JsonValue, OpenError> readDocument(const QString &directory)
{
    const QString path = directory + u'/' + manifestName;
    for (const QString &wanted : {directory, path}) {
        if (const auto refused = mayNotRead(wanted)) {
            return Failure{*refused};
        }
    }
    QFile file(path);
    if (!QFile::exists(path)) {
        return refuseFile(OpenError::NoInput, directory,
            u"is no backup, or one that was not finished: it has no %1"_s.arg(manifestName));
    }
    if (!QFileInfo(path).isFile()) {
        return refuseFile(OpenError::Config, path, u"is not a file"_s);
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return refuseFile(OpenError::Io, path, u"cannot be read: "_s + file.errorString());
    }
    auto json = parseJson(file.read(largestManifest));
    if (!json) {
        return refuseFile(OpenError::Data, path, u"is damaged: "_s + json.error().detail);
    }
    return std::move(*json);
}

Result<Manifest, OpenError> readManifest(const QString &directory)
{
    const QString path = directory + u'/' + manifestName;
    const auto json = readDocument(directory);
    if (!json) {
        return Failure{json.error()};
    }
    const JsonValue *kind = json->find("kontor");
    if (!kind || kind->toQString() != manifestKind) {
        return refuseFile(OpenError::Config, path, u"is not that of a backup of a Kontor ledger"_s);
    }
    const JsonValue *format = json->find("format");
    if (!format || format->toQString() != QString::number(manifestFormat)) {
        return refuseFile(OpenError::Config, path,
            u"has format %1; this program knows %2. It was left untouched."_s
                .arg(format ? format->toQString() : u"?"_s)
                .arg(manifestFormat));
    }
    auto manifest = fromJson<Manifest>(*json);
    if (!manifest) {
        const FieldError &error = manifest.error().front();
        return refuseFile(OpenError::Data, path,
            u"is damaged: %1 %2"_s.arg(error.pointer, error.detail));
    }
    return std::move(*manifest);
}

static bool has(const Manifest &manifest, QLatin1StringView name)
{
    return std::any_of(manifest.files.begin(), manifest.files.end(),
        [name](const BackupFile &file) { return file.name == name; });
}

// A ledger without events gets them at its first start.
static QList<QLatin1StringView> missingIn(const Manifest &manifest)
{
    QList<QLatin1StringView> missing;
    for (const QLatin1StringView name : {"service.db"_L1, "pin.key"_L1, "fingerprint.key"_L1}) {
        if (manifest.position > 0 && !has(manifest, name)) {
            missing << name;
        }
    }
    return missing;
}

QString missingText(const Manifest &manifest)
{
    QString text;
    for (const QLatin1StringView name : missingIn(manifest)) {
        text += name == "service.db"_L1
            ? u"MISSING service.db: PINs, passwords and webhooks, if there were any, are not in it\n"_s
            : u"MISSING %1: serve does not start without it\n"_s.arg(name);
    }
    return text;
}

Result<Done, OpenError> refuseBackup(const QString &directory)
{
    return QFile::exists(directory + u'/' + manifestName) ? refuseFile(OpenError::Config, directory,
               u"is a backup. Restore it into another directory: kontor-server restore --from %1 "
               "--data DIR"_s.arg(directory))
                                                          : Result<Done, OpenError>(Done{});
}

bool canBeServed(const Manifest &manifest)
{
    const auto missing = missingIn(manifest);
    return !missing.contains("pin.key"_L1) && !missing.contains("fingerprint.key"_L1);
}

// Without these it is no ledger; with others it is less than what was backed up.
static Result<Done, OpenError> checkNames(const Manifest &manifest, const QString &directory)
{
    const QString path = directory + u'/' + manifestName;
    for (const QLatin1StringView name : {"ledger.db"_L1, "ledger.anchor"_L1}) {
        if (!has(manifest, name)) {
            return refuseFile(OpenError::Data, path, u"is damaged: it leaves out %1"_s.arg(name));
        }
    }
    for (const QString &name :
        QDir(directory).entryList({u"service.db"_s, u"*.key"_s}, QDir::Files)) {
        if (!has(manifest, QLatin1StringView(name.toLatin1()))) {
            return refuseFile(OpenError::Data, path,
                u"is not what was written: it leaves out %1, which is there"_s.arg(name));
        }
    }
    return Done{};
}

// A manifest is data from outside: its names must not lead out of the directory.
static bool isPlainName(const QString &name)
{
    return !name.isEmpty() && !name.contains(u'/') && !name.startsWith(u'.');
}

Result<Done, OpenError> checkFiles(const Manifest &manifest, const QString &directory)
{
    for (const BackupFile &wanted : manifest.files) {
        if (!isPlainName(wanted.name)) {
            return refuseFile(OpenError::Data, directory + u'/' + manifestName,
                u"is damaged: \"%1\" is no file of a backup"_s.arg(wanted.name));
        }
        const QString path = directory + u'/' + wanted.name;
        const auto found = describeFile(directory, wanted.name);
        if (!found) {
            return Failure{found.error()};
        }
        if (found->size != wanted.size) {
            return refuseFile(OpenError::Data, path,
                u"has %1 bytes and not %2: it was cut, or changed"_s.arg(found->size)
                    .arg(wanted.size));
        }
        if (found->sha256 != wanted.sha256) {
            return refuseFile(OpenError::Data, path,
                u"is not what was backed up: its SHA-256 differs"_s);
        }
    }
    return checkNames(manifest, directory);
}

} // namespace kontor::storage
