#include "simulator/device/request_memory.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace tappay::simulator::device {

namespace {

using State = KnownRequest::State;

const char* nameOf(State state) {
    return state == State::Signed ? "signed" : state == State::Refused ? "refused" : "withdrawn";
}

std::optional<State> stateNamed(const std::string& name) {
    for (const auto state : {State::Signed, State::Refused, State::Withdrawn})
        if (name == nameOf(state)) return state;
    return std::nullopt;
}

}  // namespace

std::vector<KnownRequest> RequestMemory::load() const {
    std::vector<KnownRequest> requests;
    std::ifstream in(m_file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string name, id, octets, signature;
        words >> name >> id >> octets >> signature;
        const auto state = stateNamed(name);
        auto readId = fromHex(id), readOctets = fromHex(octets), readSignature = fromHex(signature);
        if (!state || !readId || !readOctets || !readSignature) continue;
        requests.push_back(
            {std::move(*readId), std::move(*readOctets), {}, *state, std::move(*readSignature)});
    }
    return requests;
}

Result<void> RequestMemory::save(const std::vector<KnownRequest>& requests) const {
    if (m_file.empty()) return {};
    const std::string fresh = m_file + ".new";
    std::ofstream out(fresh, std::ios::trunc);
    for (const auto& it : requests)
        if (it.state != State::Waiting)
            out << nameOf(it.state) << ' ' << toHex(it.id) << ' ' << toHex(it.octets) << ' '
                << toHex(it.signature) << '\n';
    std::error_code failed;
    if (out.flush()) std::filesystem::rename(fresh, m_file, failed);
    if (!out || failed) return fail(FailureCode::StorageFull, m_file);
    return {};
}

}  // namespace tappay::simulator::device
