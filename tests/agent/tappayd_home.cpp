#include "agent/tappayd_home.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include "chip/software/factory.h"

namespace tappay::agent::test {

namespace {

// One authority is enough for a chip that nobody enrols.
void makeChip(const QString& directory) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const crypto::Validity validity{now - std::chrono::days(1), now + std::chrono::days(30)};
    const auto root = crypto::issueRoot({.subject = {"Authority", ""},
                                         .key = key.publicKey(),
                                         .purpose = crypto::Purpose::Authority,
                                         .validity = validity,
                                         .pathLength = 1},
                                        key)
                          .value();
    chip::makeSoftwareChip(directory.toStdString(), {key, root, {}, root, validity}).value();
}

}  // namespace

TappaydHome::TappaydHome() {
    makeChip(path("chip"));
    QByteArray config = documented(0);
    config.replace("../app.sock", "app.sock");
    config.replace("../till.sock", "till.sock");
    config.replace("\"virtual\"", "\"software\"");
    write("config.json", config);
}

QByteArray TappaydHome::documented(int nth) {
    QFile file(QStringLiteral(TAPPAY_TEST_DATA "/../../docs/configuration.md"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QByteArray text = file.readAll();
    for (int i = 0; i <= nth; ++i)
        text = text.mid(text.indexOf("```json\n") + 8);
    return text.left(text.indexOf("```"));
}

void TappaydHome::write(const QString& name, const QByteArray& contents) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly)) return;
    file.write(contents);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

}  // namespace tappay::agent::test
