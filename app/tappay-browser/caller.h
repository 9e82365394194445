#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

// Who may start this program: the project's own plug-in, by its exact id. The browser enforces the
// same from the native-messaging manifest; a manifest that somebody changed is not enough here.
namespace tappay::browser {

enum class Browser : std::uint8_t { Chromium, Firefox };

// `arguments` without the program's name. Chromium gives "chrome-extension://ID/" (on Windows a
// window's handle after it), Firefox the manifest's path and the add-on's id.
bool isOwnPlugin(const QStringList& arguments);

// The native-messaging manifest for a host at `path`, which is absolute.
QByteArray hostManifest(Browser browser, const QString& path);

}  // namespace tappay::browser
