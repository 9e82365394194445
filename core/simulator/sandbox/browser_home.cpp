#include "simulator/sandbox/browser_home.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "simulator/sandbox/files.h"
#include "simulator/sandbox/short_run.h"

namespace tappay::simulator::sandbox {

namespace {

// As the plug-in calls it: docs/browser.md.
constexpr const char* kHost = "invalid.tappay.browser";

// Beside the programs once installed, in the tree before that.
QString plugIn(const QString& programs) {
    for (const QString& place :
         {programs + "/../share/tappay/browser-plugin", QString(TAPPAY_EXTENSION_SOURCE)}) {
        if (QFile::exists(place + "/manifest.json")) return QDir(place).canonicalPath();
    }
    return {};
}

Result<void> trust(const QString& home, const QString& authority, const Deadline& deadline) {
    // Where Chromium looks for certificates of this person, whatever its profile is.
    const QString store = home + "/.pki/nssdb";
    if (QFile::exists(store)) return {};
    QDir().mkpath(store);
    TAPPAY_CHECK(runShortly("certutil", "certutil",
                            {"-d", "sql:" + store, "-N", "--empty-password"}, deadline));
    TAPPAY_CHECK(runShortly(
        "certutil", "certutil",
        {"-d", "sql:" + store, "-A", "-n", "Tap & Pay sandbox", "-t", "C,,", "-i", authority},
        deadline));
    return {};
}

Result<void> introduceHost(const QString& home, const QString& programs, const Deadline& deadline) {
    TAPPAY_TRY(manifest, runShortly("tappay-browser", programs + "/tappay-browser",
                                    {"--manifest", "chromium"}, deadline));
    const QString hosts = home + "/profile/NativeMessagingHosts";
    QDir().mkpath(hosts);
    return writeFile(hosts + '/' + kHost + ".json", asBytes(manifest.toStdString()));
}

// Everything about the sandbox is in it, so that it works from any shell.
QString startScript(const Layout& layout, const QString& plugIn, const Ports& ports) {
    return QString(
               "#!/bin/sh\n"
               "# start [PAGE]...: Chromium for this sandbox; the demo shop without a page\n"
               "export HOME='%1/browser' XDG_CONFIG_HOME='%1/browser/.config' "
               "XDG_DATA_HOME='%1/browser/.local/share'\n"
               "export TAPPAY_SOCKET='%2' TAPPAY_BROWSER_SOCKET='%3'\n"
               "[ $# -gt 0 ] || set -- '%4'\n"
               "# Chromium refuses its own sandbox to root.\n"
               "[ \"$(id -u)\" != 0 ] || set -- --no-sandbox \"$@\"\n"
               "exec \"${CHROMIUM:-chromium}\" --user-data-dir='%1/browser/profile' "
               "--load-extension='%5' \\\n"
               "    --no-first-run --no-default-browser-check --password-store=basic \"$@\"\n")
        .arg(layout.directory, layout.operatorSocket(), layout.browserSocket(),
             localUrl(ports.shop), plugIn);
}

Result<void> fill(const Layout& layout, const QString& programs, const Ports& ports,
                  const Deadline& deadline) {
    const QString home = layout.path("browser"), extension = plugIn(programs);
    if (extension.isEmpty()) return fail(FailureCode::NotConfigured, "the plug-in's files");
    TAPPAY_CHECK(trust(home, layout.authority(), deadline));
    TAPPAY_CHECK(introduceHost(home, programs, deadline));
    const QString script = home + "/start";
    TAPPAY_CHECK(writeFile(script, asBytes(startScript(layout, extension, ports).toStdString())));
    QFile::setPermissions(script,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return {};
}

}  // namespace

Result<void> makeBrowserHome(const Layout& layout, const QString& programs, const Ports& ports,
                             const Deadline& deadline) {
    const auto filled = fill(layout, programs, ports, deadline);
    if (filled || filled.error().code != FailureCode::NotConfigured) return filled;
    return writeFile(layout.log("browser-home"), asBytes(filled.error().detail + '\n'));
}

}  // namespace tappay::simulator::sandbox
