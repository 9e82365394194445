#include "emv/cvm_list.h"

#include "emv/numeric.h"

namespace tappay::emv {

Result<CvmList> parseCvmList(ByteView list) {
    if (list.size() < 8 || list.size() % 2 != 0)
        return fail(FailureCode::CardDataMalformed, "CVM list of wrong length");
    CvmList parsed{fromBinary(list.first(4)), fromBinary(list.subspan(4, 4)), {}};
    for (ByteView rules = list.subspan(8); !rules.empty(); rules = rules.subspan(2))
        parsed.rules.push_back({rules[0], rules[1]});
    return parsed;
}

}  // namespace tappay::emv
