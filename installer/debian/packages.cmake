# SPDX-FileCopyrightText: 2026 The Kontor authors
# SPDX-License-Identifier: GPL-3.0-or-later
# One Debian package for each program. dpkg-shlibdeps finds what is linked; what is loaded at run
# time stands here: the SQLite driver, fonts, the texts of Qt's own dialogs, platform plugins, the
# authorities that TLS believes, a voice.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME kontor)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "bank branch in one box: server, counter, cash machine")
set(kontor_mail kontor@localhost)
if(DEFINED ENV{DEBEMAIL})
    set(kontor_mail $ENV{DEBEMAIL})
endif()
set(CPACK_PACKAGE_CONTACT "The Kontor authors <${kontor_mail}>")
string(TIMESTAMP kontor_now "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL server teller atm)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# Packages of the two distributions differ in their dependencies, so they differ in their version:
# 0.1.0-1~deb12, 0.1.0-1~deb13.
file(STRINGS /etc/os-release kontor_release REGEX "^VERSION_ID=")
string(REGEX REPLACE "[^0-9.]" "" kontor_release "${kontor_release}")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1~deb${kontor_release})
# From 13 on packages hold nothing in /lib, which is a link.
set(kontor_units /usr/lib/systemd/system)
if(kontor_release STREQUAL "12")
    set(kontor_units /lib/systemd/system)
endif()

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME kontor-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "adduser, ca-certificates, libqt6sql6-sqlite, tzdata")
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "nginx, prometheus, redis-server")
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA
    "${CMAKE_CURRENT_LIST_DIR}/server/postinst;${CMAKE_CURRENT_LIST_DIR}/server/prerm;\
${CMAKE_CURRENT_LIST_DIR}/server/postrm;${CMAKE_CURRENT_LIST_DIR}/server/conffiles")
set(CPACK_COMPONENT_SERVER_DESCRIPTION "Bank branch server on an append-only ledger.
Keeps the books of a bank branch in an append-only, hash-chained log and
serves them over HTTP: accounts, transfers, holds, cards, cash machine
withdrawals, statements, an event feed and webhooks. Comes with a systemd
unit, metrics for Prometheus, and a program that verifies an export of the
books without the server's code.")

set(CPACK_DEBIAN_TELLER_PACKAGE_NAME kontor-teller)
set(CPACK_DEBIAN_TELLER_PACKAGE_SECTION gnome)
set(CPACK_DEBIAN_TELLER_PACKAGE_DEPENDS "ca-certificates, fonts-open-sans, fonts-noto-core, qt6-translations-l10n")
set(CPACK_DEBIAN_TELLER_PACKAGE_RECOMMENDS "qt6-wayland")
set(CPACK_DEBIAN_TELLER_PACKAGE_SUGGESTS "kontor-server")
set(CPACK_COMPONENT_TELLER_DESCRIPTION "Counter of a bank branch.
The teller's desktop for a Kontor server: finds customers and accounts with
live figures, opens accounts, takes deposits, pays withdrawals and books
transfers, all of it by keyboard. With kontor-server on the same machine it
offers a demo branch.")

set(CPACK_DEBIAN_ATM_PACKAGE_NAME kontor-atm)
set(CPACK_DEBIAN_ATM_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_ATM_PACKAGE_DEPENDS "ca-certificates, fonts-open-sans, fonts-noto-core, qt6-translations-l10n")
set(CPACK_DEBIAN_ATM_PACKAGE_RECOMMENDS "qt6-speech-speechd-plugin, qt6-wayland, speech-dispatcher")
set(CPACK_DEBIAN_ATM_PACKAGE_SUGGESTS "kontor-server, xinit")
set(CPACK_COMPONENT_ATM_DESCRIPTION "Cash machine of a bank branch, with simulated devices.
A cash machine for a Kontor server: card, PIN, exact notes, a journal of its
own, and an answer to every interruption. Card reader, dispenser, printer and
PIN pad are simulated; a panel beside the machine plays the customer.")
