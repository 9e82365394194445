#include "terminal/fake_kernel.h"

#include "emv/card_facts.h"

namespace tappay::emv {

Outcome run(const Parameters&, const Transaction& transaction, Surroundings world) {
    return terminal::testing::kernelCourse()(transaction, world);
}

Result<std::vector<std::pair<std::string, std::string>>> readCardFacts(const Parameters&,
                                                                       apdu::Card&) {
    return std::vector<std::pair<std::string, std::string>>{{"label", "Test Debit"}};
}

namespace contactless {

class Torn {};

Result<std::vector<Combination>> preprocess(const Parameters&, const Transaction&) {
    if (!terminal::testing::mayBeTapped()) return std::vector<Combination>();
    return std::vector<Combination>{{nullptr, *fromHex("36000080")}};
}

Outcome run(const Parameters&, const Transaction& transaction, const std::vector<Combination>&,
            Surroundings world, const std::shared_ptr<const Torn>& torn) {
    return terminal::testing::tapCourse()(transaction, world, torn);
}

}  // namespace contactless

}  // namespace tappay::emv

namespace tappay::terminal::testing {

Course& kernelCourse() {
    static Course course = goodCard;
    return course;
}

emv::HostRequest hostRequest(const emv::Transaction& transaction, bool pinEntered) {
    emv::HostRequest request;
    request.amount = transaction.amount;
    request.pan = SecretBytes(asBytes("6228480012345678901"));
    request.track2 = SecretBytes(asBytes("6228480012345678901D3012201123400001"));
    request.expiry = "3012";
    request.panSequence = "01";
    request.aid = *fromHex("A000000333010101");
    request.icc = *fromHex("9F2608A1A2A3A4A5A6A7A8");
    request.pinEntered = pinEntered;
    return request;
}

emv::Outcome outcomeOf(emv::Decision decision) {
    emv::Outcome outcome;
    outcome.decision = decision;
    outcome.maskedPan = "622848*********8901";
    outcome.panSequence = "01";
    outcome.aid = *fromHex("A000000333010101");
    outcome.label = "UnionPay Debit";
    outcome.tvr = *fromHex("0000008000");
    outcome.tsi = *fromHex("E800");
    outcome.atc = *fromHex("0012");
    outcome.cryptogram = *fromHex("A1B2C3D4E5F60718");
    return outcome;
}

emv::Outcome goodCard(const emv::Transaction& transaction, emv::Surroundings& world) {
    for (const auto step :
         {emv::Step::Selecting, emv::Step::Reading, emv::Step::CardRead, emv::Step::Authorising})
        world.cardholder.progress(step);
    const auto answer = world.host.authorise(hostRequest(transaction));
    world.cardholder.progress(emv::Step::Completing);
    if (!answer) {
        auto outcome = outcomeOf(emv::Decision::Ended);
        outcome.reason = answer.error();
        return outcome;
    }
    auto outcome =
        outcomeOf(answer->approved ? emv::Decision::ApprovedOnline : emv::Decision::DeclinedByHost);
    outcome.hostAsked = true;
    outcome.hostApproved = answer->approved;
    if (!answer->approved) outcome.reason = Failure{FailureCode::Declined, {}};
    return outcome;
}

TapCourse& tapCourse() {
    static TapCourse course = goodTap;
    return course;
}

bool& mayBeTapped() {
    static bool allowed = true;
    return allowed;
}

Torn newTorn() {
    return std::make_shared<const emv::contactless::Torn>();
}

emv::Outcome goodTap(const emv::Transaction& transaction, emv::Surroundings& world, const Torn&) {
    for (const auto step : {emv::Step::Selecting, emv::Step::Reading, emv::Step::CardRead})
        world.cardholder.progress(step);
    auto request = hostRequest(transaction);
    request.interface = emv::CardInterface::Contactless;
    world.cardholder.progress(emv::Step::Authorising);
    const auto answer = world.host.authorise(std::move(request));
    auto outcome = outcomeOf(emv::Decision::Ended);
    outcome.interface = emv::CardInterface::Contactless;
    outcome.hostAsked = true;
    if (!answer) {
        outcome.reason = answer.error();
        return outcome;
    }
    outcome.hostApproved = answer->approved;
    outcome.decision =
        answer->approved ? emv::Decision::ApprovedOnline : emv::Decision::DeclinedByHost;
    return outcome;
}

emv::Outcome tooShort(const Torn& torn) {
    auto outcome = outcomeOf(emv::Decision::Ended);
    outcome.interface = emv::CardInterface::Contactless;
    outcome.next = emv::Next::TapAgain;
    outcome.torn = torn;
    outcome.reason = Failure{FailureCode::CardRemoved, "torn"};
    return outcome;
}

}  // namespace tappay::terminal::testing
