// The same way with real virtual chips: a process of swtpm each.
#include "chip/virtual/virtual_chip.h"

#include "backend/enrolment/enrolling_test.h"
#include "chip/chip_desk.h"

namespace tappay::test {
namespace {

using chip::Slot;
using chip::virtual_element::VirtualChip;

class VirtualChipTest : public EnrollingTest {
protected:
    // What the factory makes the first time, and what is there afterwards.
    std::unique_ptr<VirtualChip> chipIn(const char* name) {
        chip::virtual_element::Request request;
        request.directory = m_directory.path() / name;
        request.restarts = 1000;
        return VirtualChip::open(request, papers()).value();
    }
    Newcomer machineWith(const char* name) { return {chipIn(name), m_time}; }
    Newcomer terminalWith(const char* name) {
        auto machine = machineWith(name);
        enrol(machine, code()).value();
        return machine;
    }
    static void kill(const Newcomer& machine) {
        const auto& element = dynamic_cast<const VirtualChip&>(*machine.chip).element();
        ASSERT_TRUE(chip::killElement(element));
    }

    chip::TemporaryDirectory m_directory;

private:
    [[nodiscard]] chip::tpm::Maker papers() const {
        return [this](const crypto::tpm2::PublicArea& key) -> Result<chip::tpm::Papers> {
            auto contents = Authorities::contents("", key.key, crypto::Purpose::EndorsementKey);
            contents.chip = crypto::ChipModel{"id:54415059", "swtpm", "id:00010000"};
            TAPPAY_TRY(certificate,
                       crypto::issueCertificate(
                           contents, {m_authorities.factory(), m_authorities.factoryKey()}));
            return chip::tpm::Papers{{std::move(certificate), m_authorities.factory()},
                                     m_authorities.root()};
        };
    }
};

TEST_F(VirtualChipTest, GoesTheWholeWay) {
    const auto machine = terminalWith("chip");
    EXPECT_EQ(masterKey(machine), 1U);
    EXPECT_TRUE(signOn(machine, 1));
    EXPECT_EQ(masterKey(machine, Slot::B), 2U);
    openSession(machine, 2, Slot::B);
    EXPECT_EQ(pay(machine)->state, PaymentState::Approved);
}

// The certified chip of one, the attestation key of another.
TEST_F(VirtualChipTest, AnotherChipsAttestationKeyOpensNothing) {
    const auto victim = machineWith("victim"), other = machineWith("other");
    auto request = other.enrolment(code());
    const auto borrowed = victim.enrolment("");
    request.defaultCertificates = borrowed.defaultCertificates;
    request.endorsement = borrowed.endorsement;
    const auto challenge = begin(other, request).value();
    EXPECT_FALSE(victim.chip->activate(challenge.credential));
    EXPECT_FALSE(other.chip->activate(challenge.credential));
}

TEST_F(VirtualChipTest, ATurnedBitInTheBlobLeavesTheOldKey) {
    const auto machine = terminalWith("chip");
    masterKey(machine);
    const auto context = protocol::checkValueContext();
    const auto before = machine.chip->derive(Slot::A, context).value();
    const auto delivery = deliver(machine).value();
    for (Bytes crypto::tpm2::WrappedKey::* part :
         {&crypto::tpm2::WrappedKey::publicArea, &crypto::tpm2::WrappedKey::duplicate,
          &crypto::tpm2::WrappedKey::seed}) {
        auto blob = delivery.key;
        (blob.*part).back() ^= 0x01;
        EXPECT_FALSE(machine.chip->import(Slot::A, blob));
    }
    EXPECT_EQ(toHex(machine.chip->derive(Slot::A, context)->view()), toHex(before.view()));
    EXPECT_TRUE(signOn(machine, 1)) << "the old one is still good";
    EXPECT_TRUE(machine.chip->import(Slot::A, delivery.key));
}

// What was taken from the line is of no use a second time.
TEST_F(VirtualChipTest, ReplayedCommandsAreRefused) {
    const auto machine = terminalWith("chip");
    const auto hello = machine.sign(machine.hello());
    const auto offer = this->hello(machine, hello).value();
    const auto request = machine.sign(machine.request(offer));
    const auto delivery = this->request(machine, request).value();
    ASSERT_TRUE(receipt(machine, machine.sign(machine.receipt(delivery, Slot::A))));
    EXPECT_EQ(this->hello(machine, hello).error().code, FailureCode::KeyRejected);
    EXPECT_EQ(this->request(machine, request).error().code, FailureCode::KeyRejected);
    // The chip can't know; the back end goes by the version it has acknowledged last.
    masterKey(machine, Slot::B);
    ASSERT_TRUE(signOn(machine, 2));
    EXPECT_TRUE(machine.chip->import(Slot::A, delivery.key));
    EXPECT_EQ(signOn(machine, 1).error().code, FailureCode::KeyRejected);
}

TEST_F(VirtualChipTest, AStateThatWasPutBackIsCaughtAtItsNextSignOn) {
    protocol::Enrolled enrolled;
    {
        const auto machine = terminalWith("chip");
        masterKey(machine);
        ASSERT_TRUE(signOn(machine, 1));
        enrolled = machine.enrolled;
    }
    const auto chip = m_directory.path() / "chip", backup = m_directory.path() / "backup";
    std::filesystem::copy(chip / "state", backup);
    const auto signsOnAgain = [&] {
        auto machine = machineWith("chip");
        machine.enrolled = enrolled;
        m_time.advance(std::chrono::milliseconds(5));
        const auto signedOn = signOn(machine, 1);
        return signedOn ? FailureCode::Internal : signedOn.error().code;
    };
    EXPECT_EQ(signsOnAgain(), FailureCode::Internal) << "its own state is no copy";
    std::filesystem::remove_all(chip / "state");
    std::filesystem::copy(backup, chip / "state");
    EXPECT_EQ(signsOnAgain(), FailureCode::TerminalCloned);
    EXPECT_EQ(audited(backend::audited::kCloned), 1U);
}

// The process is killed before each thing that the chip is asked for, and waited for.
TEST_F(VirtualChipTest, KilledBeforeEachStepItGoesOn) {
    auto machine = machineWith("chip");
    const auto challenge = begin(machine, machine.enrolment(code())).value();
    kill(machine);
    machine.enrolled = prove(machine, machine.proof(challenge)).value();
    kill(machine);
    const auto offer = hello(machine, machine.sign(machine.hello())).value();
    kill(machine);
    const auto delivery = request(machine, machine.sign(machine.request(offer))).value();
    kill(machine);
    const auto said = machine.receipt(delivery, Slot::A);
    kill(machine);
    ASSERT_TRUE(receipt(machine, machine.sign(said)));
    kill(machine);
    openSession(machine);
    kill(machine);
    EXPECT_EQ(pay(machine)->state, PaymentState::Approved);
    EXPECT_EQ(audited(backend::audited::kCloned), 0U);
}

}  // namespace
}  // namespace tappay::test
