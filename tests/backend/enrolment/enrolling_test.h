#pragma once

#include <algorithm>
#include <atomic>

#include "backend/answers.h"
#include "backend/backend_test.h"
#include "backend/enrolment/authorities.h"
#include "backend/enrolment/dialogue.h"
#include "backend/terminals/enrolment_code.h"
#include "backend/terminals/register.h"
#include "chip/software/software_chip.h"
#include "crypto/jose.h"
#include "crypto/key_block.h"
#include "crypto/random.h"

namespace tappay::test {

// The time of day, moved when a test says so.
class MovableClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        return std::chrono::system_clock::now() + std::chrono::milliseconds(m_ahead);
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
        return std::chrono::steady_clock::now() + std::chrono::milliseconds(m_ahead);
    }
    void advance(std::chrono::milliseconds by) { m_ahead += by.count(); }

private:
    std::atomic<std::int64_t> m_ahead = 0;
};

// A back end that takes terminals in, and machines that ask for it.
class EnrollingTest : public BackendTest, protected Dialogue {
protected:
    static constexpr const char* kTerminal = "20000001";
    static constexpr const char* kOther = "20000002";

    void SetUp() override { restart("enrolling.json"); }
    void restart(const std::string& configuration) {
        restart(m_installation.config(configuration));
    }
    void restart(backend::Config config) {
        m_backend.reset();
        auto started = backend::Backend::start(std::move(config), m_time, m_log);
        ASSERT_TRUE(started) << started.error().detail;
        m_backend = std::move(*started);
    }

    std::filesystem::path newChip(const char* name) {
        chip::makeSoftwareChip(m_installation.file(name), m_authorities.factoryLine()).value();
        return m_installation.file(name);
    }
    Newcomer newcomer(const char* name) {
        return {chip::openSoftwareChip(newChip(name)).value(), m_time};
    }
    backend::TerminalRegister terminals() {
        return backend::TerminalRegister::open(m_installation.file("terminals.db")).value();
    }
    std::int64_t now() { return backend::milliseconds(m_time.now()); }
    // As the operator makes it.
    std::string code(const char* terminalId = kTerminal) {
        crypto::SystemRandom random;
        const auto made = backend::makeEnrolmentCode(random);
        const auto hash =
            backend::hashOfCode(m_installation.config().lookupKey.view(), made).value();
        terminals()
            .addCode(hash, {terminalId, Installation::kMerchantId, "兰州拉面"}, now() + 3'600'000,
                     "operator test", now())
            .value();
        return made;
    }
    void setStanding(const char* terminalId, backend::TerminalStanding standing) {
        terminals().setStanding(terminalId, standing, "operator test", now()).value();
    }
    std::size_t audited(const std::string& what, const std::string& detail = {}) {
        // Entries may be made after the answer, on the thread that this question waits for.
        if (m_backend) exchange("POST", "/v1/enrolment", "nothing");
        return static_cast<std::size_t>(std::ranges::count_if(
            terminals().auditTrail(10'000).value(), [&](const backend::AuditEntry& entry) {
                return entry.what == what && entry.detail.find(detail) != std::string::npos;
            }));
    }

    std::optional<Reply> say(const char* target, const std::string& body) override {
        return exchange("POST", target, body);
    }
    [[nodiscard]] crypto::EcPublicKey answerKey() const override {
        return m_installation.answer.publicKey();
    }
    Newcomer terminal(const char* chipName, const char* terminalId = kTerminal) {
        auto machine = newcomer(chipName);
        enrol(machine, code(terminalId)).value();
        return machine;
    }
    Result<protocol::KeyDelivery> deliver(const Newcomer& terminal) {
        m_time.advance(std::chrono::milliseconds(2));  // no two hellos at one time
        return Dialogue::deliver(terminal);
    }
    // The version that the terminal holds now.
    std::uint32_t masterKey(const Newcomer& terminal, chip::Slot slot = chip::Slot::A) {
        const auto delivery = deliver(terminal).value();
        return receipt(terminal, terminal.sign(terminal.receipt(delivery, slot)))->version;
    }
    // What a terminal keeps of its sign-on.
    struct Session {
        std::string id;
        SecretBytes process, pin;
        std::uint32_t sealings = 0;
        Bytes initialKeyId = {};  // where `pin` is an initial key of AES DUKPT
    };
    Session& openSession(const Newcomer& terminal, std::uint32_t version = 1,
                         chip::Slot slot = chip::Slot::A) {
        const auto answer = signOn(terminal, version).value();
        const auto agreed = m_agreement.agree(answer.agreement).value();
        const auto wrapping =
            terminal.chip->derive(slot, protocol::wrappingContext(answer.session)).value();
        auto pin =
            crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, wrapping.view(), answer.pinKeyBlock,
                                   answer.initialKeyId.empty() ? crypto::KeyUse{"P0", 'A', 'E'}
                                                               : crypto::KeyUse{"B1", 'A', 'X'});
        return m_sessions[terminal.enrolled.keyId] = {
                   answer.session,
                   protocol::processKey(agreed.view(), answer.session, answer.terminalId),
                   std::move(pin->key), 0, answer.initialKeyId};
    }
    // Enrolled, with a master key and signed on.
    Newcomer paying(const char* chipName, const char* terminalId = kTerminal) {
        auto machine = terminal(chipName, terminalId);
        masterKey(machine);
        openSession(machine);
        return machine;
    }
    static protocol::Signer signer(const Newcomer& terminal) {
        return {terminal.enrolled.keyId,
                [&](ByteView message) { return terminal.chip->sign(message); }};
    }
    protocol::AuthorisationRequest payment(const Newcomer& terminal) {
        auto asked = m_questions.authorisation(Questions::newKey(), "12.34");
        asked.terminalId = terminal.enrolled.terminalId;
        asked.time = terminal.now();
        return asked;
    }
    // The next sealing of its sign-on; of one that nobody knows when there is none.
    std::string seal(const Newcomer& terminal, const protocol::AuthorisationRequest& asked) {
        auto& session = m_sessions[terminal.enrolled.keyId];
        if (session.id.empty()) session = {Questions::newKey(), SecretBytes(32), SecretBytes(32)};
        return seal(terminal, asked, session, ++session.sealings);
    }
    std::string seal(const Newcomer& terminal, const protocol::AuthorisationRequest& asked,
                     const Session& session, std::uint32_t number) {
        const protocol::SignOnSeal under{session.id, session.process, number};
        return protocol::sign(asked, under, m_random, signer(terminal)).value();
    }
    // A payment that the terminal asks for.
    Result<protocol::PaymentAnswer> pay(const Newcomer& terminal) {
        return sendPayment(seal(terminal, payment(terminal)));
    }
    Result<protocol::PaymentAnswer> sendPayment(const std::string& body) {
        const auto reply = postAuthorisation(body);
        m_status = reply ? reply->status : 0;
        m_answer = reply ? reply->body : "";
        return m_questions.open(reply);
    }

    crypto::SystemRandom m_random;
    std::map<std::string, Session> m_sessions;  // by key id
    Authorities m_authorities{m_installation};
    MovableClock m_time;
};

}  // namespace tappay::test
