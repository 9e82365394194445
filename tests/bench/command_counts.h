#pragma once

#include <map>
#include <string>

#include "apdu/card.h"

namespace tappay::bench {

// How often each command was sent, under the name the books give it.
using CommandCounts = std::map<std::string, int>;

[[nodiscard]] inline const char* nameOf(const apdu::Command& command) {
    static const std::map<std::uint8_t, const char*> kNames{{0xA4, "SELECT"},
                                                            {0xB2, "READ RECORD"},
                                                            {0xA8, "GET PROCESSING OPTIONS"},
                                                            {0xCA, "GET DATA"},
                                                            {0x88, "INTERNAL AUTHENTICATE"},
                                                            {0x82, "EXTERNAL AUTHENTICATE"},
                                                            {0xAE, "GENERATE AC"},
                                                            {0x20, "VERIFY"},
                                                            {0x84, "GET CHALLENGE"}};
    const auto found = kNames.find(command.ins);
    return found == kNames.end() ? "other" : found->second;
}

// {"SELECT":2,...}
[[nodiscard]] inline std::string toJson(const CommandCounts& counts) {
    std::string json;
    for (const auto& [name, count] : counts)
        json += (json.empty() ? "\"" : ",\"") + name + "\":" + std::to_string(count);
    return "{" + json + "}";
}

// Counts what passes to another card.
class CountingCard final : public apdu::Card {
public:
    explicit CountingCard(apdu::Card& card) : m_card(card) {}
    Result<apdu::Response> transmit(const apdu::Command& command) override {
        ++counts[nameOf(command)];
        return m_card.transmit(command);
    }
    [[nodiscard]] Bytes atr() const override { return m_card.atr(); }
    CommandCounts counts;

private:
    apdu::Card& m_card;
};

}  // namespace tappay::bench
