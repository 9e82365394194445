// The part of the configuration that is about confirmations.
#include "backend/config_files.h"

namespace tappay::backend {

namespace {

// Whether it is one in the currency of an order is seen there.
bool isAmount(std::string_view text) {
    return !text.empty() && text.size() <= 16 &&
           text.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

ConfirmConfig readConfirmConfig(protocol::ObjectReader& reader, const ConfigFiles& files) {
    ConfirmConfig confirm;
    confirm.deviceAuthorities = files.certificates(reader, "deviceAuthorities");
    if (reader.has("seconds"))
        confirm.life = std::chrono::seconds(reader.integer("seconds", 30, 600));
    if (reader.has("refundFrom")) confirm.refundFrom = reader.text("refundFrom", isAmount);
    if (reader.has("transferLimit")) confirm.transferLimit = reader.text("transferLimit", isAmount);
    reader.refuseUnknown();
    return confirm;
}

}  // namespace tappay::backend
