// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "foundation/Strings.h"

namespace kontor::storage {

//! Why a file was not opened. The exit codes are those of sysexits.h, so that a supervisor knows
//! what is worth another try.
struct OpenError
{
    enum Code {
        //! The contents are not what they were: corruption, loss, tampering.
        Data = 65,
        NoInput = 66,
        //! A file could not be made, or is there already.
        CannotCreate = 73,
        Io = 74,
        //! Somebody else holds it; worth another try.
        Busy = 75,
        //! It may not be read or written by this user.
        NoPermission = 77,
        //! Not ours, or of a newer program.
        Config = 78,
    };
    Code exitCode = Io;
    //! Names the file and the place in it.
    QString message;
};

using Refused = Failure<OpenError>;

//! One of a sentence, or of a file and what is the matter with it.
inline Refused refuse(OpenError::Code code, const QString &message)
{
    return Failure{OpenError{code, message}};
}
inline Refused refuse(OpenError::Code code, const QString &path, const QString &what)
{
    return refuse(code, u"%1: %2"_s.arg(path, what));
}

} // namespace kontor::storage
