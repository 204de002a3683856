# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Swagger UI, the interactive page under /docs/ui. Nothing of it is kept in the repository: where npm
# can fetch the pinned package while the tree is configured, its two files are embedded into the
# server, and its licence lies in the build directory. Without npm or network the server goes without;
# the plain page under /docs is always there.
set(KONTOR_SWAGGER_UI "AUTO" CACHE STRING "Embed Swagger UI where npm can fetch it: AUTO or OFF")

set(swagger_ui_version 5.35.0)
string(CONCAT swagger_ui_sha512
    534eaba4cb56f55dd73c638179a993512af4674f63317e0826e00da44fc465b0
    21c341bc0a0c2bcd4e18997927fe1d3008336c5dd19aad334d1c2dec53cc9551)

# Sets `result` to the reason why the archive is not there, or to nothing.
function(kontor_fetch_swagger_ui archive result)
    set(${result} "" PARENT_SCOPE)
    if(KONTOR_SWAGGER_UI STREQUAL "OFF")
        set(${result} "KONTOR_SWAGGER_UI is OFF" PARENT_SCOPE)
        return()
    endif()
    if(NOT EXISTS ${archive})
        find_program(KONTOR_NPM npm)
        if(NOT KONTOR_NPM)
            set(${result} "there is no npm" PARENT_SCOPE)
            return()
        endif()
        get_filename_component(dir ${archive} DIRECTORY)
        file(MAKE_DIRECTORY ${dir})
        execute_process(COMMAND ${KONTOR_NPM} pack swagger-ui-dist@${swagger_ui_version} --silent
            --fetch-retries=0 --fetch-timeout=20000
            WORKING_DIRECTORY ${dir} TIMEOUT 60 RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
        if(failed OR NOT EXISTS ${archive})
            set(${result} "npm could not fetch it" PARENT_SCOPE)
            return()
        endif()
    endif()
    file(SHA512 ${archive} found)
    if(NOT found STREQUAL swagger_ui_sha512)
        file(REMOVE ${archive})
        set(${result} "what npm fetched is not what was expected" PARENT_SCOPE)
    endif()
endfunction()

function(kontor_add_swagger_ui target)
    set(dir ${CMAKE_BINARY_DIR}/swagger-ui)
    set(archive ${dir}/swagger-ui-dist-${swagger_ui_version}.tgz)
    kontor_fetch_swagger_ui(${archive} reason)
    if(reason)
        message(STATUS "Swagger UI: left out, ${reason}; /docs is there without it")
        return()
    endif()
    message(STATUS "Swagger UI: ${swagger_ui_version}, under /docs/ui")
    if(NOT EXISTS ${dir}/package/LICENSE)
        file(ARCHIVE_EXTRACT INPUT ${archive} DESTINATION ${dir} PATTERNS
            package/swagger-ui-bundle.js package/swagger-ui.css package/LICENSE package/NOTICE
            package/swagger-ui-bundle.js.LICENSE.txt)
    endif()
    file(COPY ${dir}/package/LICENSE ${dir}/package/NOTICE
        ${dir}/package/swagger-ui-bundle.js.LICENSE.txt
        DESTINATION ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/licences/swagger-ui)
    qt_add_resources(${target} swagger_ui PREFIX /kontor/ui BASE ${dir}/package
        FILES ${dir}/package/swagger-ui-bundle.js ${dir}/package/swagger-ui.css)
endfunction()
