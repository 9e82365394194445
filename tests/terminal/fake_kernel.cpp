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

}  // namespace tappay::terminal::testing
