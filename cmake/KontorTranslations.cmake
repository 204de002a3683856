# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# kontor_add_translations(<target> NAME <teller|atm> [TS <files…>])
#
# Compiles translations/<family>_<language>.ts and embeds them in the target as
# :/i18n/<family>_<language>.qm; English .ts hold plural forms only. A family is a folder of sources with its own .ts files: client,
# widgets, teller, atm. Without TS: every language of NAME, widgets and client. In the program,
# per family: translator.load(locale, "client", "_", ":/i18n").
#
# `update_translations` rewrites the .ts files from the sources; it never runs by itself.
# Only lrelease and lupdate themselves are called, because the signatures of Qt's own CMake
# functions around them change between 6.4 and 6.11.

function(kontor_translation_sources family result)
    foreach(dir core/${family} app-${family})
        if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${dir})
            set(${result} ${PROJECT_SOURCE_DIR}/${dir} PARENT_SCOPE)
            return()
        endif()
    endforeach()
    message(FATAL_ERROR "No folder of sources is called ${family}")
endfunction()

function(kontor_add_translation_update family)
    if(TARGET update_translations_${family})
        return()
    endif()
    kontor_translation_sources(${family} sources)
    # The include paths tell lupdate which class a tr() belongs to.
    set(update Qt6::lupdate -silent -no-obsolete -locations none -extensions cpp,h,ui
        -I ${PROJECT_SOURCE_DIR} -I ${PROJECT_SOURCE_DIR}/core ${sources})
    set(commands "")
    foreach(ts IN LISTS ARGN)
        # The texts are English already; only "1 try" beside "2 tries" is missing.
        if(ts MATCHES "_en\\.ts$")
            list(APPEND commands COMMAND ${update} -pluralonly -ts ${ts})
        else()
            list(APPEND commands COMMAND ${update} -ts ${ts})
        endif()
    endforeach()
    add_custom_target(update_translations_${family} ${commands}
        COMMENT "Reading the texts of ${family}" VERBATIM)
    if(NOT TARGET update_translations)
        add_custom_target(update_translations)
    endif()
    add_dependencies(update_translations update_translations_${family})
endfunction()

function(kontor_add_translations target)
    cmake_parse_arguments(arg "" "NAME" "TS" ${ARGN})
    set(dir ${PROJECT_SOURCE_DIR}/translations)
    if(NOT arg_TS)
        file(GLOB arg_TS CONFIGURE_DEPENDS
            ${dir}/${arg_NAME}_*.ts ${dir}/widgets_*.ts ${dir}/client_*.ts)
    endif()
    set(qm_dir ${CMAKE_CURRENT_BINARY_DIR}/i18n)
    file(MAKE_DIRECTORY ${qm_dir})
    set(families "")
    set(qm_files "")
    foreach(ts IN LISTS arg_TS)
        get_filename_component(ts ${ts} ABSOLUTE)
        get_filename_component(base ${ts} NAME_WE)
        string(REGEX REPLACE "_.*$" "" family ${base})
        list(APPEND families ${family})
        list(APPEND ts_of_${family} ${ts})
        add_custom_command(OUTPUT ${qm_dir}/${base}.qm
            COMMAND Qt6::lrelease -silent ${ts} -qm ${qm_dir}/${base}.qm
            DEPENDS ${ts} COMMENT "Compiling ${base}.ts" VERBATIM)
        list(APPEND qm_files ${qm_dir}/${base}.qm)
    endforeach()
    list(REMOVE_DUPLICATES families)
    foreach(family IN LISTS families)
        kontor_add_translation_update(${family} ${ts_of_${family}})
    endforeach()
    qt_add_resources(${target} ${arg_NAME}_translations
        PREFIX /i18n BASE ${qm_dir} FILES ${qm_files})
endfunction()
