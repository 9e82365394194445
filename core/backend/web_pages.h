#pragma once

#include <optional>

#include "backend/http.h"

namespace tappay::backend {

// What browsers get: the payment page of an order (/pay/ID) with its parts, and the page library
// (/tappay.js) that shops embed. The pages are the same for everybody; what is in an order they ask
// /v1/pages for. Nothing when the path is none of these.
std::optional<HttpResponse> webPage(std::string_view method, std::string_view target);

}  // namespace tappay::backend
