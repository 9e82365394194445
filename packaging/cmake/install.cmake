# What a package holds, and the Debian package itself (`./dev package`).
include(GNUInstallDirs)
install(TARGETS tappay tappay-phone tappayd tappayctl tappay-browser tappay-backend tappay-sim tappay-sandbox
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS tappay-ifd DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES packaging/linux/tappay.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/linux/tappayd.service packaging/linux/tappay-backend.service
        DESTINATION lib/systemd/system)
install(FILES packaging/linux/tappay.sysusers DESTINATION lib/sysusers.d RENAME tappay.conf)
install(FILES packaging/linux/tappay.rules DESTINATION ${CMAKE_INSTALL_DATADIR}/polkit-1/rules.d)
install(FILES packaging/man/tappayctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES packaging/completion/tappayctl
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
# Where browsers look for the plug-in's host; the plug-in itself, to be loaded by hand (docs/browser.md),
# and the library for shops.
foreach(directory /etc/chromium /etc/opt/chrome)
    install(FILES ${CMAKE_BINARY_DIR}/native-messaging/chromium.json
            DESTINATION ${directory}/native-messaging-hosts RENAME invalid.tappay.browser.json)
endforeach()
install(FILES ${CMAKE_BINARY_DIR}/native-messaging/firefox.json
        DESTINATION lib/mozilla/native-messaging-hosts RENAME invalid.tappay.browser.json)
install(DIRECTORY app/browser/extension/ DESTINATION ${CMAKE_INSTALL_DATADIR}/tappay/browser-plugin)
install(FILES resources/web/tappay.js resources/web/tappay.d.ts DESTINATION ${CMAKE_INSTALL_DATADIR}/tappay/web)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/tappay RENAME copyright)

set(CPACK_PACKAGE_NAME tappay)
set(CPACK_PACKAGE_CONTACT "Tap & Pay maintainers <maintainers@tappay.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "card payment terminal for a laptop with a chip-card reader")
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/debian/postinst)
set(CPACK_STRIP_FILES ON)
# QML modules, the ways to a chip and the virtual chip are found at run time, so dpkg-shlibdeps can't see them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "pcscd, systemd, tpm-udev, libtss2-tcti-device0, libtss2-tcti-swtpm0, swtpm, qml6-module-qtqml, qml6-module-qtqml-models, qml6-module-qtqml-workerscript, qml6-module-qtquick, qml6-module-qtquick-window, qml6-module-qtquick-controls, qml6-module-qtquick-templates, qml6-module-qtquick-layouts, fonts-inter, fonts-noto-cjk")
include(CPack)
