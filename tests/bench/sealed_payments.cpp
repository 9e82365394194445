#include "sealed_payments.h"

#include "backend/enrolment/dialogue.h"
#include "backend/operator_commands.h"
#include "backend/support/questions.h"
#include "chip/software/software_chip.h"
#include "crypto/random.h"

namespace tappay::bench {

namespace {

using namespace test;

class Terminal final : public Dialogue {
public:
    Terminal(const Installation& installation, std::uint16_t port, std::unique_ptr<chip::Chip> chip)
        : m_answers(installation.answer.publicKey()),
          m_client(port),
          m_machine(std::move(chip), m_clock) {
        m_client.handshake();
    }
    std::optional<Reply> say(const char* target, const std::string& body) override {
        return m_client.exchange("POST", target, body);
    }
    [[nodiscard]] crypto::EcPublicKey answerKey() const override { return m_answers; }

    void begin(const std::string& code) {
        enrol(m_machine, code).value();
        const auto delivery = deliver(m_machine).value();
        const auto said = m_machine.sign(m_machine.receipt(delivery, chip::Slot::A));
        const auto version = receipt(m_machine, said)->version;
        m_signedOn = signOn(m_machine, version).value();
        const auto agreed = m_agreement.agree(m_signedOn.agreement).value();
        m_process = protocol::processKey(agreed.view(), m_signedOn.session, m_signedOn.terminalId);
    }
    std::string payment(protocol::AuthorisationRequest asked, std::uint32_t number) {
        asked.terminalId = m_signedOn.terminalId;
        const protocol::SignOnSeal under{m_signedOn.session, m_process, number};
        const protocol::Signer signer{m_machine.enrolled.keyId, [&](ByteView message) {
                                          return m_machine.chip->sign(message);
                                      }};
        return protocol::sign(asked, under, m_random, signer).value();
    }

private:
    SystemClock m_clock;
    crypto::SystemRandom m_random;
    crypto::EcPublicKey m_answers;
    HttpsClient m_client;
    Newcomer m_machine;
    protocol::SignedOn m_signedOn;
    SecretBytes m_process;
};

}  // namespace

std::vector<std::string> sealedPayments(const Installation& installation,
                                        const Authorities& authorities, std::uint16_t port,
                                        const std::string& terminalId, std::size_t count) {
    const auto directory = installation.file("chip-" + terminalId);
    chip::makeSoftwareChip(directory, authorities.factoryLine()).value();
    const SystemClock clock;
    crypto::SystemRandom random;
    const std::vector<std::string> words{"code", terminalId, Installation::kMerchantId};
    auto code = backend::runCommand(installation.config("enrolling.json"), words, "operator bench",
                                    clock, random)
                    .value();
    code.pop_back();
    Terminal terminal(installation, port, chip::openSoftwareChip(directory).value());
    terminal.begin(code);
    const Questions questions(installation);
    std::vector<std::string> bodies;
    for (std::uint32_t number = 1; number <= count; ++number)
        bodies.push_back(
            terminal.payment(questions.authorisation(Questions::newKey(), "12.34"), number));
    return bodies;
}

}  // namespace tappay::bench
