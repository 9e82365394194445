#include "agent/tappayd_home.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include "crypto/ec.h"

namespace tappay::agent::test {

namespace {

QByteArray publicPem() {
    const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256);
    return QByteArray::fromStdString(crypto::ecPublicToPem(key->publicKey()).value());
}

}  // namespace

TappaydHome::TappaydHome() {
    QDir(m_directory.path()).mkpath("chip");
    QByteArray config = documented(0);
    config.replace("../app.sock", "app.sock");
    config.replace("../till.sock", "till.sock");
    write("config.json", config);
    QByteArray parameters = documented(1);
    const auto keys = parameters.indexOf("\"caKeys\"");
    write("parameters.json", parameters.left(keys) + "\"caKeys\": [] }");
    write("backend-seal.pem", publicPem());
    write("backend-answer.pem", publicPem());
    write("backend-ca.pem", {});
    const auto identity = crypto::EcPrivateKey::generate(crypto::Curve::P256);
    const auto pem = identity->toPem();
    write("chip/identity.pem", QByteArray(reinterpret_cast<const char*>(pem->view().data()),
                                          static_cast<qsizetype>(pem->size())));
    write("chip/pik.hex", "0123456789ABCDEFFEDCBA9876543210\n");
    write("chip/mak.hex", "FEDCBA98765432100123456789ABCDEF\n");
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
