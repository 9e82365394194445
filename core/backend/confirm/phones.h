#pragma once

#include "backend/confirm/phone_callers.h"

namespace tappay::backend {

// A holder's phones, for its computers. Inside a turn.
class Phones {
public:
    // What phones that are gone leave behind.
    using Gone = std::function<Result<void>(Turn&, const PhoneRow&)>;
    explicit Phones(Gone gone) : m_gone(std::move(gone)) {}

    // NotFound for a phone of another holder.
    Result<std::string> ask(Turn& turn, const EnrolledTerminal& from,
                            const protocol::PhoneQuestion& question) const;
    Result<std::string> leave(Turn& turn, const PhoneMessage& message) const;

private:
    Result<void> change(Turn& turn, const Holder& holder,
                        const protocol::PhoneQuestion& question) const;

    Gone m_gone;
};

}  // namespace tappay::backend
