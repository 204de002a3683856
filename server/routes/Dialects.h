// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"
#include "server/openapi/Operation.h"

// Several documents describe the same actions with other words, other methods, or with the id in
// the body instead of the path. Each of these is a dialect; all of them stand in Dialects.cpp, and
// nothing behind that file knows of them.

namespace kontor::server {

namespace bodies {

//! The bodies of an opening and of a transfer, in all their wordings.
Body opening();
Body transfer();

} // namespace bodies

//! Another way to ask for what a route does: the member `id` of the body stands for the {id} in the
//! route's path.
struct Dialect
{
    Method method = Method::Post;
    api::Path path;
    Words name;
    Words summary;
    Body body;
    Method routeMethod = Method::Post;
    api::Path routePath;
    const char *id;
};
const std::vector<Dialect> &dialects();

//! Enters them; after the routes that they stand for.
void addDialects(RouteTable &table);

//! A body in the route's own words, and the words that were replaced.
struct Worded
{
    JsonValue body;
    Synonyms replaced;
};
Result<Worded, FieldErrors> inOwnWords(const Body &route, JsonValue body);

//! Keeps which words were replaced, by the route's own.
void remember(const Synonyms &replaced, QHash<QString, QString> &words);
//! The same mistakes by the words that the caller wrote.
FieldErrors asWritten(FieldErrors errors, const QHash<QString, QString> &words);

FieldErrors missingMember(const char *name);

} // namespace kontor::server
