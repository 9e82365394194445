#include "emv/session.h"

#include "emv/numeric.h"
#include "emv/tags.h"
#include "emv/trace.h"

namespace tappay::emv {

Session::Session(const Parameters& terminalParameters, const Transaction& wanted,
                 const Surroundings& world)
    : parameters(terminalParameters),
      transaction(wanted),
      card(world.card, world.stop, &world.clock),
      cardholder(world.cardholder),
      host(world.host),
      random(world.random),
      memory(world.memory),
      trace(world.trace),
      started(localTime(world.clock.now())) {}

void Session::note(TvrBit bit, std::string_view paragraph) {
    tvr.set(bit);
    if (trace != nullptr) trace->decided(paragraph, describe(bit));
}

void Session::decided(std::string_view paragraph,
                      std::initializer_list<std::string_view> words) const {
    if (trace == nullptr) return;
    std::string what;
    for (const std::string_view word : words)
        what += word;
    trace->decided(paragraph, what);
}

std::optional<Bytes> Session::valueOf(tlv::Tag tag) const {
    if (tag == tag::kTvr) return tvr.bytes();
    if (tag == tag::kTsi) return tsi.bytes();
    if (const auto value = data.find(tag)) return Bytes(value->begin(), value->end());
    return std::nullopt;
}

Result<Bytes> Session::dolData(ByteView dol) const {
    TAPPAY_TRY(entries, tlv::parseDol(dol));
    Bytes built = tlv::buildDol(entries, [this](tlv::Tag tag) { return valueOf(tag); });
    if (built.size() > 252)
        return fail(FailureCode::CardDataMalformed, "a DOL asks for more than a command carries");
    return built;
}

std::uint32_t Session::today() const {
    return dayOf(started);
}

bool Session::performsCda() const {
    return authentication.method == OdaMethod::Cda && authentication.iccKey &&
           !tvr.has(TvrBit::CdaFailed);
}

}  // namespace tappay::emv
