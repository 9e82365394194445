#include "agent/wire.h"

#include <QtCore/QJsonDocument>

namespace tappay::agent {

QByteArray toLine(const QJsonObject& object) {
    QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact);
    line.append('\n');
    return line;
}

}  // namespace tappay::agent
