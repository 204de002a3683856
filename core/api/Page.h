// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "foundation/Describe.h"

#include <optional>
#include <vector>

namespace kontor::api {

//! A numbered page: for lists that people leaf through.
template<class Item>
struct Page
{
    std::vector<Item> items;
    int page = 1;
    int pageSize = 10;
    qint64 totalCount = 0;
    qint64 totalPages = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("items", &Page::items, "this page's items");
        v("page", &Page::page, "counted from 1", facts::ordinal);
        v("pageSize", &Page::pageSize, "items on a full page", facts::pageSize);
        v("totalCount", &Page::totalCount, "items on all pages", facts::count);
        v("totalPages", &Page::totalPages, "pages", facts::count);
    }
};

//! A page of a log: `next` goes into the following call as `after`; null at the end.
template<class Item>
struct CursorPage
{
    std::vector<Item> items;
    std::optional<QString> next;

    template<class V>
    static void describe(V &&v)
    {
        v("items", &CursorPage::items, "this page's items");
        v("next", &CursorPage::next, "where the next page starts, null at the end");
    }
};

} // namespace kontor::api
