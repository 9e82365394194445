#pragma once

#include <span>
#include <string_view>

namespace tappay::backend {

struct WebFile {
    std::string_view name;
    std::string_view contents;
};
// The files of resources/web, as they were when this program was built.
std::span<const WebFile> webFiles();

}  // namespace tappay::backend
