# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later

# A test is compiled more often than it is run, and what it measures is never its own speed.
function(kontor_compile_quickly target)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-Og>)
    kontor_precompile(${target} ${ARGN})
endfunction()

# Each test file keeps its helpers to itself, also where it is compiled together with others; and since
# 6.5 Qt's own QTRY_COMPARE shortens a number, in our name.
add_library(kontor_test_warnings INTERFACE)
target_compile_options(kontor_test_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>
    $<$<VERSION_GREATER_EQUAL:${Qt6_VERSION},6.5>:-Wno-conversion>)

# kontor_add_tests(<name> USES <layers…> QT <modules…> LIBS <targets…> TIMEOUT <seconds>)
#
# One executable per tests/<name> folder; every tst_*.cpp in it holds one QObject test class of the
# same name in CamelCase, announced by KONTOR_TEST(Class) at its end, and becomes a ctest entry of
# its own: "<name>.<tst_file>".
function(kontor_add_tests name)
    cmake_parse_arguments(arg "" "TIMEOUT" "USES;QT;LIBS" ${ARGN})
    set(dir ${CMAKE_CURRENT_SOURCE_DIR}/${name})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.h)
    set(target test_${name})
    add_executable(${target} ${sources})
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_compile_definitions(${target} PRIVATE
        KONTOR_SOURCE_DIR="${PROJECT_SOURCE_DIR}" KONTOR_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    kontor_configure_target(${target} USES ${arg_USES} testing QT ${arg_QT} Test
        LIBS ${arg_LIBS} kontor_test_warnings) # last, as the others may turn them on
    kontor_compile_quickly(${target} QT ${arg_QT} Test)
    kontor_moc_new_files(${target} ${sources})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 240)
    endif()
    foreach(source IN LISTS sources)
        get_filename_component(file ${source} NAME_WE)
        if(file MATCHES "^tst_")
            add_test(NAME ${name}.${file} COMMAND ${target} ${file})
            # The limit that counts is ctest's; Qt's own for a function would end what is allowed more.
            set_tests_properties(${name}.${file} PROPERTIES TIMEOUT ${arg_TIMEOUT}
                ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_NO_GLIB=1;QT_HASH_SEED=0;TZ=UTC;QTEST_FUNCTION_TIMEOUT=900000")
        endif()
    endforeach()
endfunction()
