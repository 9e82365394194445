#include <QtCore/QJsonDocument>
#include <cstdio>
#include <mutex>
#include <thread>

#include "backend/orders/paying_test.h"
#include "store/database.h"

namespace tappay::test {
namespace {

// One terminal over a connection of its own.
struct Payer {
    Payer(const Newcomer& itsMachine, std::uint16_t port)
        : machine(itsMachine), line(port, std::chrono::seconds(60)) {}
    const Newcomer& machine;
    HttpsClient line;
    std::vector<std::string> paid;               // orders
    std::map<std::string, std::size_t> refused;  // by failure
};

class OrderLoadTest : public PayingTest {
protected:
    static constexpr int kOrders = 1000, kPairs = 4;

    void run(Payer& payer, const std::vector<std::string>& orders, int pair) {
        ASSERT_TRUE(payer.line.handshake());
        for (std::size_t i = static_cast<std::size_t>(pair); i < orders.size(); i += kPairs) {
            const auto asked = paymentOf(payer.machine, orders[i]);
            const auto answer = m_questions.open(
                payer.line.exchange("POST", "/v1/authorisations", seal(payer.machine, asked)));
            if (said(answer) != "approved") {
                ++payer.refused[said(answer)];
                continue;
            }
            const auto captured = m_questions.open(
                payer.line.exchange("POST", "/v1/captures", captureBody(payer.machine, asked.key)));
            EXPECT_EQ(said(captured), "approved");
            payer.paid.push_back(orders[i]);
        }
    }
    std::vector<std::string> makeOrders() {
        HttpsClient line(m_backend->port());
        EXPECT_TRUE(line.handshake());
        std::vector<std::string> ids;
        for (int i = 0; i < kOrders; ++i) {
            const auto draft = ShopDesk::draft("A-" + std::to_string(i));
            const auto made =
                line.exchange("POST", "/v1/orders", QJsonDocument(draft).toJson().toStdString(),
                              "Authorization: Bearer " + m_shop->apiKey() +
                                  "\r\nContent-Type: application/json\r\n");
            ids.push_back(QJsonDocument::fromJson(QByteArray::fromStdString(made->body))
                              .object()["id"]
                              .toString()
                              .toStdString());
        }
        return ids;
    }
};

// Each order is tried by two terminals at the same time.
TEST_F(OrderLoadTest, AThousandOrdersAtOnceWithoutADoublePayment) {
    std::vector<Newcomer> machines;
    for (int i = 0; i < 2 * kPairs; ++i)
        machines.push_back(
            paying(("chip" + std::to_string(i)).c_str(), ("2000000" + std::to_string(i)).c_str()));
    const auto orders = makeOrders();
    std::vector<std::unique_ptr<Payer>> payers;
    for (const auto& machine : machines)
        payers.push_back(std::make_unique<Payer>(machine, m_backend->port()));
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < 2 * kPairs; ++i)
        threads.emplace_back([&, i] { run(*payers[static_cast<std::size_t>(i)], orders, i / 2); });
    for (auto& thread : threads)
        thread.join();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);

    std::multiset<std::string> paid;
    std::size_t refused = 0;
    for (const auto& payer : payers) {
        paid.insert(payer->paid.begin(), payer->paid.end());
        for (const auto& [failure, count] : payer->refused) {
            EXPECT_TRUE(failure == "order.in_progress" || failure == "order.paid") << failure;
            refused += count;
        }
    }
    EXPECT_EQ(paid, std::multiset<std::string>(orders.begin(), orders.end())) << "each once";
    EXPECT_EQ(refused, orders.size()) << "by the other one";
    EXPECT_EQ(m_network.received("0200").size(), orders.size());
    EXPECT_TRUE(m_network.received("0400").empty());
    EXPECT_EQ(state(orders.back()), "paid");
    auto database = store::Database::open(config().database);
    auto row = database->prepare("SELECT COUNT(DISTINCT payment) FROM orders WHERE state = 2");
    ASSERT_TRUE(*row->step());
    EXPECT_EQ(row->integer(0), kOrders);
    std::printf("%d orders, two terminals for each, %d at a time: %lld ms\n", kOrders, 2 * kPairs,
                static_cast<long long>(took.count()));
}

}  // namespace
}  // namespace tappay::test
