# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Kontor::options: the language, the warnings and the Qt definitions that every target shares.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

set(kontor_qt_components Core Network Sql HttpServer Test)
if(KONTOR_BUILD_APPS)
    list(APPEND kontor_qt_components Gui Widgets PrintSupport Svg LinguistTools)
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS ${kontor_qt_components})
find_package(nlohmann_json 3.9 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(hiredis IMPORTED_TARGET hiredis)
if(NOT hiredis_FOUND)
    message(STATUS "libhiredis was not found: the server is built without the Redis cache")
endif()
# The server's threads hand memory to one another all the time. The sanitizers bring their own.
find_package(mimalloc QUIET)
if(NOT mimalloc_FOUND)
    message(STATUS "mimalloc was not found: the server takes the C library's allocator, which is slower")
endif()
function(kontor_use_fast_allocator target)
    if(mimalloc_FOUND AND NOT KONTOR_SANITIZE)
        target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/server/Allocator.cpp)
        target_link_libraries(${target} PRIVATE mimalloc)
    endif()
endfunction()
pkg_check_modules(jwt REQUIRED IMPORTED_TARGET libjwt)

find_program(KONTOR_CCACHE ccache)
if(KONTOR_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${KONTOR_CCACHE})
endif()

add_library(kontor_options INTERFACE)
add_library(Kontor::options ALIAS kontor_options)
target_compile_definitions(kontor_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    # What is deprecated since then has no successor in the oldest Qt that we build with.
    QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_WARN_DEPRECATED_UP_TO=0x060400
    # As libraries of ours ask for it, so that all may share a precompiled header.
    _FILE_OFFSET_BITS=64
    KONTOR_VERSION="${PROJECT_VERSION}")
target_compile_options(kontor_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
    # KONTOR_ASSERT(!"what cannot be") is meant as it stands.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-string-conversion>
    $<$<BOOL:${KONTOR_WERROR}>:-Werror>)
if(KONTOR_SANITIZE)
    target_compile_options(kontor_options INTERFACE
        -fsanitize=${KONTOR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined -g1)
    target_link_options(kontor_options INTERFACE -fsanitize=${KONTOR_SANITIZE})
endif()
find_program(KONTOR_LLD ld.lld)
if(KONTOR_LLD)
    target_link_options(kontor_options INTERFACE -fuse-ld=lld)
endif()
