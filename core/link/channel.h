#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "protocol/channel.h"

// The way of a web payment to the back end through the shop's page: docs/protocol.md, "Channel".
namespace tappay::link {

// Takes a sealed call to the back end and brings back what came. It may lose, keep, repeat, change
// or swap whatever it is given: nothing of that is believed.
class Carrier {
public:
    struct Parcel {
        std::string payment;
        std::uint32_t number = 0;  // of the payment's parcels, from 1
        std::string url, body;     // to be sent with POST, as application/json
    };

    virtual ~Carrier() = default;
    // The body that came with status 200. Nothing when none did, or when the deadline or a stop
    // request came first.
    virtual std::optional<std::string> carry(const Parcel& parcel, const Deadline& deadline) = 0;
};

// One payment's calls through a carrier. One thread at a time.
class Channel {
public:
    Channel(std::shared_ptr<Carrier> carrier, const SecretBytes& processKey, std::string session,
            std::string payment, Random& random);

    // The back end's own answer, to this very call. Nothing when anything else came, or nothing;
    // the call may have reached the back end all the same.
    std::optional<protocol::CarriedAnswer> call(const std::string& url,
                                                const protocol::CarriedCall& call,
                                                const Deadline& deadline);
    // Something was handed over: from now on nobody knows what the back end has seen.
    [[nodiscard]] bool used() const { return m_questions > 0; }
    [[nodiscard]] const std::string& session() const { return m_session; }

private:
    std::shared_ptr<Carrier> m_carrier;
    protocol::ChannelEnd m_end;
    std::string m_session, m_payment;
    Random& m_random;
    std::uint32_t m_questions = 0;
};

}  // namespace tappay::link
