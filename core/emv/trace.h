#pragma once

#include <functional>
#include <string_view>

#include "base/bytes.h"

namespace tappay::emv {

// Listens to one transaction: what the kernel decides, and by which paragraph. The commands and
// answers are heard by a Card around the real one.
class Trace {
public:
    virtual ~Trace() = default;
    // `paragraph` as in "Book 3, 10.7" or "JR/T 0025.12, 7.3". `what` is for people who know the
    // books, in English, and never holds card data.
    virtual void decided(std::string_view paragraph, std::string_view what) = 0;
    // A verdict over data that a trace may not keep (the PAN stands in certificates and behind
    // hashes). While recording `find` is called and its result kept; in a replay the kept one is
    // given back and `find` is not called.
    virtual Bytes verdict(std::string_view name, const std::function<Bytes()>& find) = 0;
};

}  // namespace tappay::emv
