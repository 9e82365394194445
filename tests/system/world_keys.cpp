#include "world_keys.h"

#include <QDir>
#include <QFile>

#include "backend/keys/memory_vault.h"
#include "backend/keys/secret_files.h"
#include "store/database.h"
#include "store/statement.h"

namespace tappay::system_test {

namespace {

using backend::keys::KeyAlgorithm;
using backend::keys::KeyPurpose;

QByteArray bytesOf(ByteView octets) {
    return {reinterpret_cast<const char*>(octets.data()), static_cast<qsizetype>(octets.size())};
}

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The secret number in a P-256 key as PKCS#8: the one octet string of 32 octets.
QByteArray scalarIn(const QByteArray& pem) {
    QByteArray text;
    for (const QByteArray& line : pem.split('\n'))
        if (!line.startsWith("-----")) text += line;
    const QByteArray der = QByteArray::fromBase64(text);
    const qsizetype at = der.indexOf(QByteArray("\x04\x20", 2));
    return at < 0 ? QByteArray() : der.mid(at + 2, 32);
}

// The same octets in several files are one key with several homes.
void add(QList<WorldKey>& keys, const QString& name, const QByteArray& octets,
         const QStringList& homes) {
    if (octets.isEmpty()) return;
    for (WorldKey& key : keys) {
        if (key.octets != octets) continue;
        key.homes += homes;
        return;
    }
    keys += {name, octets, homes};
}

void addFiles(QList<WorldKey>& keys, const SandboxProcess& sandbox, const QString& folder) {
    const QDir directory(sandbox.path(folder));
    for (const QString& name : directory.entryList({"*.hex", "*.key", "*.pem"}, QDir::Files)) {
        const QString home = folder + '/' + name;
        const QByteArray contents = contentsOf(directory.filePath(name));
        const bool pem = contents.contains("PRIVATE KEY");
        if (name.endsWith(".hex"))
            add(keys, home, QByteArray::fromHex(contents.trimmed()), {home});
        else if (pem)
            add(keys, home, scalarIn(contents), {home});
        else if (name.endsWith(".key"))
            add(keys, home, contents, {home});
    }
}

// What is enciphered in the key store.
void addStored(QList<WorldKey>& keys, const SandboxProcess& sandbox) {
    const auto storage =
        backend::keys::readStorageKey(sandbox.path("backend/storage.hex").toStdString());
    auto database = store::Database::open(sandbox.path("backend/keys.db").toStdString());
    if (!storage || !database) return;
    backend::keys::MemoryVault vault(*storage);
    auto rows = database->prepare("SELECT purpose, algorithm, octets, wrapped FROM keys");
    while (rows && rows->step().value_or(false)) {
        const backend::keys::KeyHandle handle{static_cast<KeyPurpose>(rows->integer(0)),
                                              static_cast<KeyAlgorithm>(rows->integer(1)),
                                              static_cast<std::size_t>(rows->integer(2)),
                                              rows->blob(3),
                                              {}};
        const auto value = vault.value(handle);
        const auto name = backend::keys::nameOf(handle.purpose);
        if (value)
            add(keys, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                bytesOf(value->view()), {});
    }
}

}  // namespace

QList<WorldKey> keysOf(const SandboxProcess& sandbox) {
    QList<WorldKey> keys;
    for (const char* folder : {"backend", "sim", "tappayd/chip"})
        addFiles(keys, sandbox, folder);
    addStored(keys, sandbox);
    return keys;
}

}  // namespace tappay::system_test
