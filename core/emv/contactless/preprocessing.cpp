#include "emv/contactless/kernel.h"
#include "emv/contactless/qualifiers.h"
#include "emv/request.h"
#include "emv/transaction_kind.h"

namespace tappay::emv::contactless {

namespace {

// What the terminal can do, whatever the amount.
Ttq abilities(const Parameters& parameters, const AidParameters& application) {
    const ContactlessTerminal& terminal = parameters.contactless;
    Ttq ttq;
    ttq.set(TtqBit::QPboc);
    if (terminal.contactAlso) ttq.set(TtqBit::ContactAlso);
    if (isOfflineOnly(parameters.terminal.type)) ttq.set(TtqBit::OfflineOnly);
    if (terminal.onlinePin && application.onlinePin) ttq.set(TtqBit::OnlinePin);
    if (terminal.signature) ttq.set(TtqBit::Signature);
    if (terminal.consumerDevice) ttq.set(TtqBit::ConsumerDevice);
    if (terminal.fddaVersion01) ttq.set(TtqBit::FddaVersion01);
    return ttq;
}

bool isOneUnit(const Money& amount) {
    std::int64_t unit = 1;
    for (int i = 0; i < amount.currency.exponent; ++i)
        unit *= 10;
    return amount.minor == unit;
}

// UNCERTAIN: the books differ on whether the limit itself still counts as below it, hence the
// setting.
bool exceedsFloor(const ContactlessLimits& limits, std::int64_t amount) {
    return limits.onlineFromFloorLimit ? amount >= limits.floor : amount > limits.floor;
}

bool wantsOnline(const Parameters& parameters, const ContactlessLimits& limits,
                 const Transaction& transaction) {
    const Money& amount = transaction.amount;
    return exceedsFloor(limits, amount.minor) || (limits.statusCheck && isOneUnit(amount)) ||
           amount.minor == 0 || transaction.forceOnline || isOnlineOnly(parameters.terminal.type);
}

// From the transaction limit on the card has to be inserted. Nothing at all is a question to the
// issuer, which a terminal that is never online can't ask.
bool allowed(const Parameters& parameters, const ContactlessLimits& limits, std::int64_t amount) {
    return amount < limits.transaction && !(amount == 0 && isOfflineOnly(parameters.terminal.type));
}

Ttq qualify(const Parameters& parameters, const AidParameters& application,
            const ContactlessLimits& limits, const Transaction& transaction) {
    Ttq ttq = abilities(parameters, application);
    if (wantsOnline(parameters, limits, transaction)) ttq.set(TtqBit::OnlineCryptogramRequired);
    if (transaction.amount.minor >= limits.cvm) ttq.set(TtqBit::CvmRequired);
    return ttq;
}

}  // namespace

Result<std::vector<Combination>> preprocess(const Parameters& parameters,
                                            const Transaction& transaction) {
    TAPPAY_CHECK(checkRequest(parameters, transaction));
    std::vector<Combination> combinations;
    for (const AidParameters& application : parameters.aids) {
        const auto& limits = application.contactless;
        if (!limits || !allowed(parameters, *limits, transaction.amount.minor)) continue;
        combinations.push_back(
            {&application, qualify(parameters, application, *limits, transaction).bytes()});
    }
    return combinations;
}

}  // namespace tappay::emv::contactless
