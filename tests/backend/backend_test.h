#pragma once

#include <gtest/gtest.h>

#include <optional>

#include "backend/support/installation.h"
#include "backend/support/network_peer.h"
#include "backend/support/questions.h"

namespace tappay::test {

using protocol::PaymentState;

// A running back end between a terminal's questions and a small network.
class BackendTest : public ::testing::Test {
protected:
    BackendTest() : m_installation(m_network.port()), m_questions(m_installation) {}

    void SetUp() override { start(m_installation.config()); }

    void start(backend::Config config) {
        auto started = backend::Backend::start(std::move(config), m_clock, m_log);
        ASSERT_TRUE(started) << started.error().detail;
        m_backend = std::move(*started);
    }
    std::optional<Reply> exchange(const std::string& method, const std::string& target,
                                  const std::string& body = {}, const std::string& headers = {}) {
        HttpsClient client(m_backend->port());
        EXPECT_TRUE(client.handshake());
        return client.exchange(method, target, body, headers);
    }
    std::optional<Reply> postAuthorisation(const std::string& body) {
        return exchange("POST", "/v1/authorisations", body);
    }
    Result<protocol::PaymentAnswer> authorise(const std::string& key,
                                              const std::string& amount = "12.34") {
        return m_questions.open(
            postAuthorisation(m_questions.sign(m_questions.authorisation(key, amount))));
    }
    Result<protocol::PaymentAnswer> advise(const protocol::AdviceRequest& request) {
        return m_questions.open(exchange("POST", "/v1/advices", m_questions.sign(request)));
    }
    Result<protocol::PaymentAnswer> undo(
        const std::string& key, protocol::UndoReason reason = protocol::UndoReason::NoAnswer) {
        return m_questions.open(exchange("POST", "/v1/undo", m_questions.undo(key, reason)));
    }
    Result<protocol::PaymentAnswer> status(const std::string& key) {
        return m_questions.open(exchange("GET", "/v1/transactions/" + key, {},
                                         "Authorization: " + m_questions.status(key) + "\r\n"));
    }

    SystemClock m_clock;
    Log m_log{"test", LogLevel::Error, [this](LogLevel, std::string_view line) {
                  const std::scoped_lock lock(m_logMutex);
                  m_lines.append(line).append("\n");
              }};
    std::mutex m_logMutex;
    std::string m_lines;
    NetworkPeer m_network;
    Installation m_installation;
    Questions m_questions;
    std::unique_ptr<backend::Backend> m_backend;
};

}  // namespace tappay::test
