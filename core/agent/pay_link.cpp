#include "agent/pay_link.h"

#include "base/uuid.h"

namespace tappay::agent {

std::optional<QString> orderOfLink(const QString& link) {
    const QLatin1String scheme("tappay:pay/");
    if (!link.startsWith(scheme)) return {};
    const QString order = link.sliced(scheme.size());
    if (!isUuid(order.toStdString())) return {};
    return order;
}

}  // namespace tappay::agent
