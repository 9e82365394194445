// Phones that wait for what is pushed: how much memory each connection takes of the back end, and
// how long it takes until all have heard of one thing; then how long a wish takes from the computer
// into the phone's hands, and a signature back to the computer, by WebSocket and by polling. All on
// loopback and over TLS. Prints one JSON object. `bench_push [PHONES [ROUNDS]]`.
#include <sys/wait.h>
#include <unistd.h>

#include <QtGlobal>
#include <cstdio>
#include <future>
#include <iostream>

#include "backend/confirm/confirm_test.h"
#include "backend/confirm/phone_records.h"
#include "backend/descriptors.h"
#include "backend/support/web_socket_client.h"
#include "bench/percentiles.h"
#include "bench/process_figures.h"
#include "push_phones.h"

namespace tappay::bench {

using namespace tappay::test;
using Steady = std::chrono::steady_clock;

namespace {

double milliseconds(Steady::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

// The other process.
class Phones {
public:
    Phones(const std::string& program, std::uint16_t port, const std::string& file) {
        const auto line = program + " --phones " + std::to_string(port) + " " + file;
        m_said = ::popen(line.c_str(), "r");
    }
    ~Phones() {
        if (m_said != nullptr) ::pclose(m_said);
    }
    Phones(const Phones&) = delete;
    Phones& operator=(const Phones&) = delete;

    std::string line() {
        char text[64] = {};
        if (std::fgets(text, sizeof text, m_said) == nullptr)
            throw std::runtime_error("a phone is gone");
        return text;
    }

private:
    std::FILE* m_said = nullptr;
};

}  // namespace

// The world of the back end's own tests, with more in it.
class PushBench : public ConfirmTest {
public:
    void open() {
        SetUp();
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
        m_phone = pair(*m_machine);
        registerDevice(*m_machine, m_phone, m_device);
        m_computer.emplace(m_backend->port());
        m_computer->handshake();
    }

    // One event that concerns all of them.
    void many(const std::string& program, std::size_t count) {
        const auto file = enter(count);
        intendAndWithdraw();
        const auto before = figuresOf(::getpid())->residentKilobytes;
        Phones phones(program, m_backend->port(), file);
        if (phones.line() != "ready\n") throw std::runtime_error("not ready");
        const auto after = figuresOf(::getpid())->residentKilobytes;
        const auto wish = intentFor(*m_machine, order("all"));
        const auto begun = Steady::now();
        intend(*m_machine, wish).value();
        std::vector<double> heard;
        for (std::size_t i = 0; i < count; ++i) {
            const Steady::time_point at{std::chrono::nanoseconds(std::stoll(phones.line()))};
            heard.push_back(milliseconds(at - begun));
        }
        withdraw(wish.key);
        std::printf(
            "\"phones\":%zu,\"kilobytesEach\":%.1f,\"toldMilliseconds\":{\"first\":%.1f,"
            "\"p50\":%.1f,\"last\":%.1f},",
            count, static_cast<double>(after - before) / static_cast<double>(count),
            percentile(heard, 0), percentile(heard, 0.5), percentile(heard, 1));
    }

    void one(const char* name, bool socket, int rounds) {
        std::vector<double> shown, told;
        for (int i = 0; i < rounds; ++i)
            round(name + std::to_string(i), socket, shown, told);
        std::printf(
            "\"%s\":{\"rounds\":%d,\"wishToPhone\":{\"p50\":%.1f,\"p99\":%.1f},"
            "\"signatureToComputer\":{\"p50\":%.1f,\"p99\":%.1f}}",
            name, rounds, percentile(shown, 0.5), percentile(shown, 0.99), percentile(told, 0.5),
            percentile(told, 0.99));
    }

private:
    void TestBody() override {}

    // Straight into the records: pairing is not what is measured.
    std::string enter(std::size_t count) {
        m_backend.reset();
        std::vector<WaitingPhone> phones;
        {
            auto records = backend::Records::open(confirmConfig().database).value();
            auto transaction = store::Transaction::begin(records.database()).value();
            backend::PhoneRecords rows(records.database());
            const auto holder = rows.find(m_phone.id).value()->holder;
            for (std::size_t i = 0; i < count; ++i) {
                phones.push_back({Questions::newKey(),
                                  crypto::EcPrivateKey::generate(crypto::Curve::P256).value()});
                backend::PhoneRow row;
                row.id = phones.back().id;
                row.holder = holder;
                row.name = "Phone";
                row.key = phones.back().key.publicKey().point;
                row.since = row.lastSeen = now();
                rows.insert(row).value();
            }
            transaction.commit().value();
        }
        auto config = confirmConfig();
        backend::allowDescriptors(config.server.maxConnections + 128);
        ConfirmTest::open(std::move(config));
        m_computer.emplace(m_backend->port());
        m_computer->handshake();
        const auto file = m_installation.file("phones.txt");
        writePhones(file, phones);
        return file;
    }
    void intendAndWithdraw() {
        const auto wish = intentFor(*m_machine, order("warm"));
        intend(*m_machine, wish).value();
        withdraw(wish.key);
    }
    void withdraw(const std::string& key) {
        askConfirmation(*m_machine, key, protocol::ConfirmationAsk::Withdraw).value();
    }

    template <typename Question>
    std::string questionOf(const Question& question) {
        return m_machine->signText(protocol::encode(question));
    }
    std::string pollOf(std::int64_t wait) {
        return signedBy(
            m_phone, m_phone.id,
            protocol::encode(protocol::PushQuestion{{}, sender(m_phone), m_phone.cursor, wait}));
    }
    std::string pollOf(const Newcomer& machine, std::int64_t wait) {
        return questionOf(protocol::PushQuestion{
            machine.enrolled.terminalId, {{}, 0, machine.now()}, m_cursor, wait});
    }
    protocol::Events opened(const std::string& text) {
        const auto verifier = crypto::EcVerifier::create(answerKey()).value();
        return protocol::decodeEvents(
                   toText(crypto::jwsVerify(crypto::jwsParse(text).value(), verifier).value()))
            .value();
    }

    // Waits at a connection of its own until it has heard of something.
    struct Listener {
        std::unique_ptr<WebSocketClient> socket;
        std::unique_ptr<HttpsClient> polls;
    };
    Listener listen(bool socket, const char* target, const std::string& first) {
        Listener listener;
        if (!socket) {
            listener.polls = std::make_unique<HttpsClient>(m_backend->port());
            listener.polls->handshake();
            return listener;
        }
        listener.socket = std::make_unique<WebSocketClient>(m_backend->port());
        listener.socket->open(target);
        listener.socket->send(first);
        return listener;
    }
    // What is still to be heard.
    protocol::Events drained(Listener& listener, const std::function<std::string()>& question,
                             const char* target) {
        if (listener.socket) return opened(listener.socket->text().value());
        return opened(listener.polls->exchange("POST", target, question()).value().body);
    }

    void round(const std::string& reference, bool socket, std::vector<double>& shown,
               std::vector<double>& told) {
        const auto wish = intentFor(*m_machine, order(reference));
        auto phone = listen(socket, "/v1/phone/push", pollOf(0));
        auto computer = listen(socket, "/v1/push", pollOf(*m_machine, 0));
        catchUp(phone, computer);

        const auto poll = pollOf(25);
        auto inHands = std::async(std::launch::async, [&] { return heard(phone, poll, true); });
        const auto body = questionOf(wish);
        pause();
        auto begun = Steady::now();
        const auto asked = m_computer->exchange("POST", "/v1/confirmations", body);
        const auto [at, events] = inHands.get();
        shown.push_back(milliseconds(at - begun));
        m_phone.cursor = events.cursor;
        const auto& confirmation = std::get<protocol::Confirmation>(events.events.back());

        hear(computer, "sent");
        const auto question = pollOf(*m_machine, 25);
        auto atComputer =
            std::async(std::launch::async, [&] { return heard(computer, question, false); });
        const auto step =
            signedBy(m_phone, m_phone.id,
                     protocol::encode(protocol::PhoneStep{
                         sender(m_phone), confirmation.id, Kind::Signature, Reason::None,
                         m_device.id, m_device.sign(confirmation.request)}));
        HttpsClient hand(m_backend->port());
        hand.handshake();
        pause();
        begun = Steady::now();
        hand.exchange("POST", "/v1/phone/confirmations", step);
        const auto [signedAt, states] = atComputer.get();
        told.push_back(milliseconds(signedAt - begun));
        m_cursor = states.cursor;
        if (said(ended(*m_machine, wish.key)) != "paid") throw std::runtime_error("not paid");
    }
    // So that who polls does so before there is anything.
    static void pause() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

    void catchUp(Listener& phone, Listener& computer) {
        for (protocol::Events events;;) {
            events = drained(phone, [&] { return pollOf(0); }, "/v1/phone/push/poll");
            m_phone.cursor = events.cursor;
            if (phone.socket || events.events.empty()) break;
        }
        for (protocol::Events events;;) {
            events = drained(computer, [&] { return pollOf(*m_machine, 0); }, "/v1/push/poll");
            m_cursor = events.cursor;
            if (events.events.size() < protocol::kMostEvents) break;
        }
    }
    void hear(Listener& computer, const char* state) {
        for (;;) {
            const auto events =
                drained(computer, [&] { return pollOf(*m_machine, 0); }, "/v1/push/poll");
            m_cursor = events.cursor;
            if (!events.events.empty() &&
                said(std::get<protocol::Confirmation>(events.events.back())) == state)
                return;
        }
    }
    std::pair<Steady::time_point, protocol::Events> heard(Listener& listener,
                                                          const std::string& poll, bool phone) {
        const char* target = phone ? "/v1/phone/push/poll" : "/v1/push/poll";
        auto events = drained(listener, [&] { return poll; }, target);
        return {Steady::now(), std::move(events)};
    }

    std::optional<Newcomer> m_machine;
    PlayedPhone m_phone;
    PlayedDevice m_device;
    std::optional<HttpsClient> m_computer;
    std::int64_t m_cursor = 0;
};

}  // namespace tappay::bench

int main(int argc, char** argv) {
    if (argc == 4 && std::string_view(argv[1]) == "--phones")
        return tappay::bench::runPhones(static_cast<std::uint16_t>(std::atoi(argv[2])), argv[3]);
    const std::size_t phones = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 2000;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 200;
    try {
        tappay::bench::PushBench bench;
        bench.open();
        std::printf("{\"benchmark\":\"push\",");
        bench.one("webSocket", true, rounds);
        std::printf(",");
        bench.one("polling", false, rounds);
        std::printf(",");
        bench.many(argv[0], phones);
        std::printf("\"limit\":{\"kilobytesEach\":120,\"last\":2000}}\n");
    } catch (const std::exception& wrong) {
        std::fprintf(stderr, "bench_push: %s\n", wrong.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
