// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/codec/Upcasters.h"

namespace kontor::storage {

bool upcast(QByteArrayView, int schema, JsonValue &)
{
    return schema == currentSchema;
}

} // namespace kontor::storage
