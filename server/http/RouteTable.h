// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/RequestContext.h"
#include "server/http/Reply.h"

#include <functional>
#include <map>
#include <memory>
#include <variant>

// Every path of the server stands in one table, built once at start; server/routes fills it. Patterns
// have neither the base (/api/v1) nor a trailing slash. A handler that answers in a later turn of the
// HTTP thread moves its `reply` into what completes it.

namespace kontor::server {

struct Operation;
//! Both are large, so they are moved once only: into what the handler keeps.
using RouteHandler = std::function<void(RequestContext &&context, Reply &&reply)>;

inline constexpr qint64 defaultBodyLimit = 64 * 1024;
inline constexpr qint64 batchBodyLimit = 4 * 1024 * 1024;

struct Route
{
    Method method = Method::Get;
    //! "/accounts/{id}/deposit": literal segments match in any case, captures take one segment.
    QByteArray pattern;
    //! What it does, a row in the table of rights.
    domain::Action action = domain::Action::HealthRead;
    //! Query parameters that it knows; any other is refused.
    QList<QByteArray> parameters = {};
    //! Media types of a body, the first is the usual one. Empty: any.
    QList<QByteArray> consumes = {"application/json"};
    //! Media types of the answer, checked against Accept. Empty: the handler looks itself.
    QList<QByteArray> produces = {"application/json"};
    qint64 bodyLimit = defaultBodyLimit;
    //! What readers are told of it; every route of the API has one (see server/routes/Routes.h).
    std::shared_ptr<const Operation> operation = {};
    RouteHandler handler;
    //! 1, 2, 3 … in the order of addition; set by the table.
    std::size_t number = 0;
};

//! The outcome of looking a path up.
struct RouteFound
{
    const Route *route;
    Captures captures;
};
struct RouteMissing
{
    //! Not only unknown, but no proper path at all: a broken escape, an encoded slash or NUL, …
    bool malformed = false;
};
struct WrongMethod
{
    //! For the Allow header: "GET, HEAD, OPTIONS".
    QByteArray allow;
    bool asksForOptions = false;
};
using RouteMatch = std::variant<RouteFound, RouteMissing, WrongMethod>;

//! Finds the route of a method and path by walking a tree of segments. A literal segment beats a
//! capture; HEAD takes the route of GET.
class RouteTable
{
public:
    RouteTable();
    ~RouteTable();
    RouteTable(RouteTable &&) noexcept;
    RouteTable &operator=(RouteTable &&) noexcept;

    //! Two routes of one method and shape are a bug.
    void add(Route route);
    //! `path` is still percent-encoded: a slash inside a segment stays inside.
    RouteMatch match(Method method, QByteArrayView path) const;
    //! How much body this request may have; asked before any of it is read.
    qint64 bodyLimit(Method method, QByteArrayView path) const;
    //! In the order of their addition.
    const std::vector<std::unique_ptr<Route>> &routes() const { return m_routes; }

private:
    struct Node;
    const Node *find(const Node &node, const std::vector<QByteArray> &segments, std::size_t at,
        std::vector<QByteArray> &values) const;

    std::unique_ptr<Node> m_root;
    std::vector<std::unique_ptr<Route>> m_routes;
};

//! Splits at '/' and decodes every segment once, without the base /api/v1 or /api and without a
//! trailing slash. Nothing for "..", ".", an empty segment, ';', an encoded slash or backslash and
//! what percentDecoded() refuses.
std::optional<std::vector<QByteArray>> pathSegments(QByteArrayView path);

} // namespace kontor::server
