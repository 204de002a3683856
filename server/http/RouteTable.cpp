// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RouteTable.h"

#include "foundation/Assert.h"

namespace kontor::server {

struct RouteTable::Node
{
    std::map<QByteArray, std::unique_ptr<Node>> literals;
    std::unique_ptr<Node> capture;
    std::array<const Route *, methodCount> routes{};

    Node *childFor(const QByteArray &patternSegment)
    {
        std::unique_ptr<Node> &child = patternSegment.startsWith('{')
            ? capture
            : literals[patternSegment.toLower()];
        if (!child) {
            child = std::make_unique<Node>();
        }
        return child.get();
    }
    bool isEmpty() const
    {
        return std::none_of(routes.begin(), routes.end(), [](const Route *r) { return r; });
    }
    QByteArray allow() const;
};

QByteArray RouteTable::Node::allow() const
{
    QByteArray out;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        const bool byGet = Method(i) == Method::Head && routes[std::size_t(Method::Get)];
        if (routes[i] || byGet) {
            out.append(nameOf(Method(i))).append(", ");
        }
    }
    return out.append("OPTIONS");
}

RouteTable::RouteTable() : m_root(std::make_unique<Node>()) {}
RouteTable::~RouteTable() = default;
RouteTable::RouteTable(RouteTable &&) noexcept = default;
RouteTable &RouteTable::operator=(RouteTable &&) noexcept = default;

void RouteTable::add(Route route)
{
    KONTOR_ASSERT(
        route.handler && route.method != Method::Other && route.method != Method::Options);
    KONTOR_ASSERT(route.pattern.startsWith('/') && !route.pattern.contains("//"));
    KONTOR_ASSERT(route.bodyLimit >= defaultBodyLimit);
    Node *node = m_root.get();
    for (const QByteArray &segment : route.pattern.sliced(1).split('/')) {
        node = segment.isEmpty() ? node : node->childFor(segment);
    }
    const Route *&slot = node->routes[std::size_t(route.method)];
    KONTOR_ASSERT(!slot);
    m_routes.push_back(std::make_unique<Route>(std::move(route)));
    m_routes.back()->number = m_routes.size();
    slot = m_routes.back().get();
}

// A literal first; the capture only where nothing stands behind the literal.
const RouteTable::Node *RouteTable::find(const Node &node, const std::vector<QByteArray> &segments,
    std::size_t at, std::vector<QByteArray> &values) const
{
    if (at == segments.size()) {
        return node.isEmpty() ? nullptr : &node;
    }
    const auto literal = node.literals.find(segments[at].toLower());
    if (literal != node.literals.end()) {
        if (const Node *found = find(*literal->second, segments, at + 1, values)) {
            return found;
        }
    }
    if (!node.capture) {
        return nullptr;
    }
    values.push_back(segments[at]);
    const Node *found = find(*node.capture, segments, at + 1, values);
    if (!found) {
        values.pop_back();
    }
    return found;
}

static Captures named(const QByteArray &pattern, std::vector<QByteArray> values)
{
    Captures captures;
    qsizetype from = 0;
    for (QByteArray &value : values) {
        const qsizetype open = pattern.indexOf('{', from);
        from = pattern.indexOf('}', open);
        captures.append({pattern.sliced(open + 1, from - open - 1), std::move(value)});
    }
    return captures;
}

RouteMatch RouteTable::match(Method method, QByteArrayView path) const
{
    const auto segments = pathSegments(path);
    if (!segments) {
        return RouteMissing{true};
    }
    std::vector<QByteArray> values;
    const Node *node = find(*m_root, *segments, 0, values);
    if (!node) {
        return RouteMissing{false};
    }
    const Method wanted = method == Method::Head ? Method::Get : method;
    const Route *route = wanted == Method::Other ? nullptr : node->routes[std::size_t(wanted)];
    if (!route) {
        return WrongMethod{node->allow(), method == Method::Options};
    }
    return RouteFound{route, named(route->pattern, std::move(values))};
}

qint64 RouteTable::bodyLimit(Method method, QByteArrayView path) const
{
    const RouteMatch found = match(method, path);
    const auto *hit = std::get_if<RouteFound>(&found);
    return hit ? hit->route->bodyLimit : defaultBodyLimit;
}

static QByteArrayView withoutBase(QByteArrayView path)
{
    for (const QByteArrayView base : {QByteArrayView("/api/v1"), QByteArrayView("/api")}) {
        const bool stands = path.size() >= base.size()
            && qstrnicmp(path.data(), base.data(), std::size_t(base.size())) == 0
            && (path.size() == base.size() || path[base.size()] == '/');
        if (stands) {
            return path.sliced(base.size());
        }
    }
    return path;
}

static bool isProperSegment(QByteArrayView decoded)
{
    return !decoded.isEmpty() && decoded != "." && decoded != ".." && !decoded.contains('/')
        && !decoded.contains('\\') && !decoded.contains(';');
}

std::optional<std::vector<QByteArray>> pathSegments(QByteArrayView path)
{
    if (!path.startsWith('/')) {
        return std::nullopt;
    }
    QByteArrayView rest = withoutBase(path);
    if (rest.endsWith('/')) {
        rest.chop(1);
    }
    std::vector<QByteArray> segments;
    segments.reserve(6);
    while (!rest.isEmpty()) {
        rest = rest.sliced(1);
        const qsizetype slash = rest.indexOf('/');
        const auto decoded = percentDecoded(slash < 0 ? rest : rest.first(slash));
        if (!decoded || !isProperSegment(*decoded)) {
            return std::nullopt;
        }
        segments.push_back(*decoded);
        rest = slash < 0 ? QByteArrayView() : rest.sliced(slash);
    }
    return segments;
}

} // namespace kontor::server
