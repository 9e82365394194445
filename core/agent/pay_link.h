#pragma once

#include <QtCore/QString>
#include <optional>

// The link by which a page asks for a payment where there is no plug-in: "tappay:pay/<order id>".
namespace tappay::agent {

// The order's id, of exactly that link and no other text: links come from web pages.
std::optional<QString> orderOfLink(const QString& link);

}  // namespace tappay::agent
