# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# kontor_add_layer(<name> USES <layers…> QT <modules…> LIBS <targets…>)
#
# A layer is a folder, a namespace (kontor::<name>) and a target (Kontor::<name>). It links only the
# layers that it names, and these must be declared above it, so a cycle cannot be written down.
# The table of all calls is the architecture; cmake/CheckLayers.cmake holds every #include against it.

define_property(GLOBAL PROPERTY KONTOR_LAYERS BRIEF_DOCS "name:uses,uses of each declared layer")

function(kontor_declare_uses name)
    cmake_parse_arguments(arg "" "" "USES" ${ARGN})
    get_property(known GLOBAL PROPERTY KONTOR_LAYER_NAMES)
    foreach(used IN LISTS arg_USES)
        if(NOT used IN_LIST known)
            message(FATAL_ERROR "Layer ${name} uses ${used}, which is not declared above it")
        endif()
    endforeach()
    string(REPLACE ";" "," uses "${arg_USES}")
    set_property(GLOBAL APPEND PROPERTY KONTOR_LAYER_NAMES ${name})
    set_property(GLOBAL APPEND PROPERTY KONTOR_LAYERS "${name}:${uses}")
endfunction()

function(kontor_configure_target target)
    cmake_parse_arguments(arg "" "" "USES;QT;LIBS" ${ARGN})
    list(TRANSFORM arg_USES PREPEND Kontor::)
    list(TRANSFORM arg_QT PREPEND Qt6::)
    target_link_libraries(${target} PUBLIC Kontor::options ${arg_USES} ${arg_QT} ${arg_LIBS})
endfunction()

# A file that is new to a configured tree is found by the glob, but moc would not look at it.
function(kontor_moc_new_files target)
    if(NOT "${KONTOR_SOURCES_${target}}" STREQUAL "${ARGN}")
        file(REMOVE ${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen/timestamp)
        set(KONTOR_SOURCES_${target} "${ARGN}" CACHE INTERNAL "Sources that moc has seen")
    endif()
endfunction()

function(kontor_add_layer name)
    cmake_parse_arguments(arg "" "DIR" "USES;QT;LIBS" ${ARGN})
    kontor_declare_uses(${name} USES ${arg_USES})
    set(dir ${CMAKE_CURRENT_SOURCE_DIR}/${name})
    if(arg_DIR)
        set(dir ${CMAKE_CURRENT_SOURCE_DIR}/${arg_DIR})
    endif()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.h)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    add_library(kontor_${name} STATIC ${sources})
    add_library(Kontor::${name} ALIAS kontor_${name})
    if(CMAKE_VERIFY_INTERFACE_HEADER_SETS) # ./dev check: every header compiles alone
        set(headers ${sources})
        list(FILTER headers INCLUDE REGEX "\\.h$")
        target_sources(kontor_${name} PUBLIC FILE_SET HEADERS
            BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
    endif()
    target_include_directories(kontor_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    kontor_configure_target(kontor_${name} USES ${arg_USES} QT ${arg_QT} LIBS ${arg_LIBS})
    kontor_moc_new_files(kontor_${name} ${sources})
    kontor_precompile(kontor_${name} QT ${arg_QT})
endfunction()

# The presets compile several files of a target together, which takes a third of the time. So names at
# file scope are of their target, not of their file; a file that needs short ones stands alone.
function(kontor_compile_alone)
    set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# Precompiled headers: one for what has no screen, one for what has, and each with what tests need
# besides. GCC lets targets share one whatever else they define; another compiler makes one for each.
function(kontor_precompile target)
    cmake_parse_arguments(arg "" "" "QT" ${ARGN})
    set(kind core)
    set(modules Core)
    if("Widgets" IN_LIST arg_QT)
        set(kind widgets)
        set(modules Widgets)
    endif()
    set(headers ${PROJECT_SOURCE_DIR}/cmake/precompiled_${kind}.h)
    if("Test" IN_LIST arg_QT)
        string(APPEND kind _tests)
        list(APPEND modules Network Test)
        list(APPEND headers ${PROJECT_SOURCE_DIR}/cmake/precompiled_tests.h)
    endif()
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_precompile_headers(${target} PRIVATE ${headers})
        return()
    endif()
    set(owner kontor_precompiled_${kind})
    if(NOT TARGET ${owner})
        set(nothing ${PROJECT_BINARY_DIR}/nothing.cpp) # but the header
        file(CONFIGURE OUTPUT ${nothing} CONTENT "")
        add_library(${owner} OBJECT ${nothing})
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF)
        kontor_configure_target(${owner} QT ${modules})
        get_target_property(options ${target} COMPILE_OPTIONS) # of all that share it
        if(options)
            target_compile_options(${owner} PRIVATE ${options})
        endif()
        target_precompile_headers(${owner} PRIVATE ${headers})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()

function(kontor_check_layers)
    get_property(layers GLOBAL PROPERTY KONTOR_LAYERS)
    string(REPLACE ";" "|" table "${layers}")
    add_custom_target(check_layers ALL
        COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DTABLE=${table}
                -P ${PROJECT_SOURCE_DIR}/cmake/CheckLayers.cmake
        COMMENT "Checking that every include follows the layer table" VERBATIM)
    add_test(NAME tidy.layers COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DTABLE=${table}
                -P ${PROJECT_SOURCE_DIR}/cmake/CheckLayers.cmake)
endfunction()
