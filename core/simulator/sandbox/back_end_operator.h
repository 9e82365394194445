#pragma once

#include <QString>
#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "simulator/sandbox/layout.h"

namespace tappay::simulator::sandbox {

inline constexpr const char* kTerminalId = "10000001";
inline constexpr const char* kMerchantId = "898310054110001";

// What the operator gives to a shop, once.
struct ShopKeys {
    QString apiKey, webhookSecret;
};

// What the back end's operator does on its command line; it need not run. Nothing of it is in a log
// file, for codes are secrets. NotConfigured with what the program said, Cancelled.
class BackEndOperator {
public:
    // `program` is tappay-backend.
    BackEndOperator(const Layout& layout, QString program)
        : m_layout(layout), m_program(std::move(program)) {}

    // An enrolment code for the sandbox's terminal.
    [[nodiscard]] Result<QString> makeCode(const Deadline& deadline) const;
    // sim/parameters.json becomes what the terminals get.
    [[nodiscard]] Result<void> giveParameters(const Deadline& deadline) const;
    // The demo shop at this address. Without keys when the back end knew it: its address is the new
    // one, its keys are as they were.
    [[nodiscard]] Result<std::optional<ShopKeys>> registerShop(const QString& url,
                                                               const Deadline& deadline) const;

private:
    [[nodiscard]] Result<QString> run(const QStringList& words, const Deadline& deadline) const;

    const Layout& m_layout;
    QString m_program;
};

}  // namespace tappay::simulator::sandbox
