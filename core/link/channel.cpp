#include "link/channel.h"

#include <algorithm>

namespace tappay::link {

namespace {

// So that a page that does nothing leaves time for the terminal's own connection.
constexpr std::chrono::seconds kLongestCarriage{8};

Deadline shareOf(const Deadline& deadline) {
    const auto share =
        std::min<std::chrono::steady_clock::duration>(kLongestCarriage, deadline.left() / 2);
    return {std::chrono::steady_clock::now() + share, deadline.stop};
}

}  // namespace

Channel::Channel(std::shared_ptr<Carrier> carrier, const SecretBytes& processKey,
                 std::string session, std::string payment, Random& random)
    : m_carrier(std::move(carrier)),
      m_end(processKey, session, payment),
      m_session(std::move(session)),
      m_payment(std::move(payment)),
      m_random(random) {}

std::optional<protocol::CarriedAnswer> Channel::call(const std::string& url,
                                                     const protocol::CarriedCall& call,
                                                     const Deadline& deadline) {
    const auto question = m_end.seal(m_questions + 1, call, m_random);
    if (!question) return std::nullopt;
    const auto number = ++m_questions;
    const auto came =
        m_carrier->carry({m_payment, number, url, encode(*question)}, shareOf(deadline));
    if (!came) return std::nullopt;
    const auto record = protocol::decodeChannelAnswer(*came);
    if (!record) return std::nullopt;
    auto answer = m_end.open(number, *record);
    if (!answer) return std::nullopt;
    return std::move(*answer);
}

}  // namespace tappay::link
