// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTest>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <map>
#include <set>
#include <thread>
