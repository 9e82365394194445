#pragma once

#include <span>
#include <string_view>

namespace tappay::simulator::shop {

struct WebFile {
    std::string_view name;
    std::string_view contents;
};
// The files of resources/web/shop and what it shares with the payment page, as they were when this
// program was built.
std::span<const WebFile> webFiles();

}  // namespace tappay::simulator::shop
