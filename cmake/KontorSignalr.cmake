# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The stock client of SignalR, for the tests of live push. Nothing of it is kept in the repository or
# comes into a program: where npm can fetch what tests/signalr/package-lock.json pins while the tree is
# configured, it lies in the build directory. Without npm or network those tests are skipped.

# Sets `result` to where it is, or to nothing.
function(kontor_fetch_signalr result)
    set(source ${PROJECT_SOURCE_DIR}/tests/signalr)
    set(dir ${CMAKE_BINARY_DIR}/signalr)
    set(${result} ${dir} PARENT_SCOPE)
    file(SHA256 ${source}/package-lock.json pinned)
    if(EXISTS ${dir}/fetched)
        file(READ ${dir}/fetched fetched)
        if(fetched STREQUAL pinned)
            return()
        endif()
    endif()
    find_program(KONTOR_NPM npm)
    set(failed "there is no npm")
    if(KONTOR_NPM)
        file(COPY ${source}/package.json ${source}/package-lock.json DESTINATION ${dir})
        execute_process(COMMAND ${KONTOR_NPM} ci --silent --ignore-scripts --no-audit --no-fund
            --fetch-retries=0 --fetch-timeout=20000
            WORKING_DIRECTORY ${dir} TIMEOUT 60 RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
    endif()
    if(failed)
        message(STATUS "SignalR's client: not there (${failed}); live push is tested without it")
        set(${result} "" PARENT_SCOPE)
        return()
    endif()
    file(WRITE ${dir}/fetched ${pinned})
endfunction()
