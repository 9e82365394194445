#pragma once

#include <QJsonObject>
#include <QString>

#include "base/bytes.h"
#include "base/result.h"

namespace tappay::simulator::sandbox {

// Replaces `file`, mode 0600. StorageFull or NotConfigured with the file's name.
Result<void> writeFile(const QString& file, ByteView contents);
Result<void> writeJson(const QString& file, const QJsonObject& object);

}  // namespace tappay::simulator::sandbox
