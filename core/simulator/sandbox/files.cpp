#include "simulator/sandbox/files.h"

#include <QJsonDocument>
#include <QSaveFile>
#include <cerrno>

namespace tappay::simulator::sandbox {

Result<void> writeFile(const QString& file, ByteView contents) {
    QSaveFile out(file);
    const auto size = static_cast<qint64>(contents.size());
    const bool written = out.open(QIODevice::WriteOnly) &&
                         out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         out.write(reinterpret_cast<const char*>(contents.data()), size) == size &&
                         out.commit();
    if (written) return {};
    return fail(errno == ENOSPC ? FailureCode::StorageFull : FailureCode::NotConfigured,
                (file + ": " + out.errorString()).toStdString());
}

Result<void> writeJson(const QString& file, const QJsonObject& object) {
    return writeFile(file, asBytes(QJsonDocument(object).toJson().toStdString()));
}

}  // namespace tappay::simulator::sandbox
