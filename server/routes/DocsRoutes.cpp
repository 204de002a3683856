// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/ApiDocs.h"
#include "server/openapi/DocsPage.h"
#include "server/routes/Routes.h"

#include <QFile>

// What the API says about itself.

namespace kontor::server {

namespace paths = api::paths;

static void redirectTo(Routes &routes, api::Path from, const char *name, const char *summary,
    const char *target)
{
    routes.add({.path = from,
                   .action = "docs.read",
                   .name = name,
                   .summary = summary,
                   .answers = {{302, {}, {"Location"}}}},
        [target](const CallPtr &call) { call->redirect(target); });
}

// The type of a problem leads to what is said about it.
static void showProblem(const CallPtr &call)
{
    const QByteArray code = call->segment("code");
    for (const api::ProblemInfo &info : api::problemCatalogue()) {
        if (code == info.name) {
            call->redirect("/docs#problem-" + code);
            return;
        }
    }
    call->refuse(api::ProblemCode::NotFound);
}

// Script and style from here alone; `data:` is for the icons in Swagger UI's style.
static const char uiPolicy[] = "default-src 'none'; script-src 'self'; style-src 'self'; "
                               "img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
                               "form-action 'none'; frame-ancestors 'none'";

struct UiFile
{
    const char *name;
    const char *mediaType;
};
static constexpr UiFile uiFiles[]
    = {{"swagger-ui-bundle.js", "text/javascript"}, {"swagger-ui.css", "text/css"}};

static QByteArray uiFile(const char *name)
{
    QFile file(u":/kontor/ui/"_s + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static void answerUi(const CallPtr &call)
{
    if (ApiDocs::hasInteractivePage()) {
        call->answerAs("text/html; charset=utf-8", docsFile(u"ui.html"_s),
            {{"Content-Security-Policy", uiPolicy}});
    } else {
        call->refuse(api::ProblemCode::NotFound, u"This server was built without Swagger UI."_s);
    }
}

static void answerUiFile(const CallPtr &call)
{
    const QByteArray wanted = call->segment("file");
    if (wanted == "start.js") {
        call->answerAs("text/javascript", docsFile(u"start.js"_s));
        return;
    }
    for (const auto &[name, mediaType] : uiFiles) {
        if (wanted == name && ApiDocs::hasInteractivePage()) {
            call->answerAs(mediaType, uiFile(name));
            return;
        }
    }
    call->refuse(api::ProblemCode::NotFound);
}

static void addUi(Routes &routes)
{
    routes.add({.path = paths::docsUi, .action = "docs.read", .name = "getDocsUi",
                   .summary = "The document as a page to try",
                   .details = "Where the server was built with Swagger UI.",
                   .answers = {{200, {"text/html", "<!DOCTYPE html>…"}}},
                   .problems = {api::ProblemCode::NotFound}},
        answerUi);
    routes.add({.path = paths::docsUiFile, .action = "docs.read", .name = "getDocsUiFile",
                   .summary = "What that page is made of",
                   .segments = {{"file", "a file of the page", {}, "start.js"}},
                   .answers = {{200, {"text/javascript", "SwaggerUIBundle({…});"}},
                       {200, {"text/css", ".swagger-ui{…}"}}},
                   .problems = {api::ProblemCode::NotFound}},
        answerUiFile);
}

void addDocsRoutes(Routes &routes, ApiDocs &docs)
{
    routes.add({.path = paths::openApi,
                   .action = "docs.read",
                   .name = "getOpenApi",
                   .summary = "The API's OpenAPI document",
                   .answers = {{200, Content::anyObject(R"({"openapi":"3.1.0"})")}}},
        [&docs](const CallPtr &call) {
            docs.ask([call](const ApiDocs::Texts &texts) { call->answer(200, texts.openApi); });
        });
    routes.add({.path = paths::docs,
                   .action = "docs.read",
                   .name = "getDocs",
                   .summary = "The document as a page",
                   .answers = {{200, {"text/html", "<!DOCTYPE html>…"}}}},
        [&docs](const CallPtr &call) {
            docs.ask([call](const ApiDocs::Texts &texts) {
                call->answerAs("text/html; charset=utf-8", texts.page,
                    {{"Content-Security-Policy", texts.pagePolicy}});
            });
        });
    addUi(routes);
    redirectTo(routes, paths::swagger, "getSwagger", "The page's other name", "/docs");
    redirectTo(routes, paths::swaggerIndex, "getSwaggerIndex", "The page's third name", "/docs");
    routes.add({.path = paths::problem, .action = "docs.read", .name = "getProblemType",
                   .summary = "What a problem's type means",
                   .segments = {{"code", "the problem's code", {}, "insufficient-funds"}},
                   .answers = {{302, {}, {"Location"}}}, .problems = {api::ProblemCode::NotFound}},
        showProblem);
}

} // namespace kontor::server
