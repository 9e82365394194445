#pragma once

#include "link/back_end.h"
#include "link/http_session.h"

namespace tappay::link {

// The same as connectBackEnd() over a session that is there already.
// `url` is where others reach the same back end.
std::unique_ptr<BackEnd> connectOver(std::unique_ptr<HttpSession> session, const std::string& url,
                                     chip::Chip& chip, Random& random, const Log& log);

}  // namespace tappay::link
