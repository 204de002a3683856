// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kontor::storage {

//! For a URI that names a database: a VFS like SQLite's default one, except that it syncs a file
//! after every megabyte that was written to it, and not only when SQLite asks. A sync of tens of
//! megabytes keeps every other file's sync waiting; many small ones let it in between. It only adds
//! syncs, so what is safe with the default VFS is safe with this one. nullptr where SQLite does not
//! take it.
const char *pacedWrites();

} // namespace kontor::storage
