#pragma once

namespace tappay::emv {

struct Session;

// Application version, usage control and dates (EMV Book 3, 10.4; JR/T 0025.5, 10). The findings
// go into the TVR.
void restrictProcessing(Session& session);

}  // namespace tappay::emv
