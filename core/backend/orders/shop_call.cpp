#include "backend/orders/shop_call.h"

#include <QtCore/QUrl>
#include <algorithm>
#include <charconv>

#include "protocol/message_text.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kRoot = "/v1/";

}  // namespace

ShopCall ShopCall::of(HttpRequest request) {
    ShopCall call;
    call.method = std::move(request.method);
    call.body = std::move(request.body);
    std::string_view target = request.target;
    if (const auto mark = target.find('?'); mark != std::string_view::npos) {
        call.query = QUrlQuery(protocol::qt(target.substr(mark + 1)));
        target = target.substr(0, mark);
    }
    target.remove_prefix(std::min(kRoot.size(), target.size()));
    for (;;) {
        const auto slash = target.find('/');
        call.path.emplace_back(target.substr(0, slash));
        if (slash == std::string_view::npos) return call;
        target.remove_prefix(slash + 1);
    }
}

std::string ShopCall::parameter(const char* name) const {
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toStdString();
}

Result<std::int64_t> ShopCall::number(const char* name, std::int64_t least, std::int64_t most,
                                      std::int64_t otherwise) const {
    if (!query.hasQueryItem(QLatin1String(name))) return otherwise;
    const auto text = parameter(name);
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end || number < least || number > most)
        return fail(FailureCode::InputMalformed, std::string(name) + " is wrong");
    return number;
}

Result<void> ShopCall::expectMethod(std::string_view wanted) const {
    if (method == wanted) return {};
    return fail(FailureCode::MethodUnknown, std::string(wanted) + " only");
}

Result<void> ShopCall::expectOnly(std::initializer_list<std::string_view> known) const {
    for (const auto& [name, value] : query.queryItems())
        if (std::ranges::find(known, name.toStdString()) == known.end())
            return fail(FailureCode::InputMalformed, name.toStdString() + " is unknown");
    return {};
}

}  // namespace tappay::backend
