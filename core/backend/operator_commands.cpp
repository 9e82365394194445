#include "backend/operator_commands.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "backend/answers.h"
#include "backend/confirm/confirm_commands.h"
#include "backend/operator_keys.h"
#include "backend/operator_manage.h"
#include "backend/orders/shop_commands.h"
#include "backend/parameters/parameters.h"
#include "backend/terminals/enrolment_code.h"
#include "backend/terminals/register.h"
#include "protocol/parameters.h"
#include "protocol/time.h"

namespace tappay::backend {

namespace {

constexpr std::size_t kTerminalId = 8, kMerchantId = 15, kLongestName = 256;
constexpr std::size_t kShownEntries = 10'000;

using Words = std::span<const std::string>;

std::unexpected<Failure> wrong(const char* why) {
    return fail(FailureCode::InputMalformed, why);
}

bool isPrintable(std::string_view text, std::size_t length) {
    return text.size() == length &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

Result<std::string> makeCode(const Config& config, TerminalRegister& terminals, Words words,
                             const std::string& who, const Clock& clock, Random& random) {
    if (words.size() != 3 && words.size() != 4) return wrong("code TERMINAL MERCHANT [NAME]");
    if (!isPrintable(words[1], kTerminalId)) return wrong("a terminal id has 8 characters");
    if (!isPrintable(words[2], kMerchantId)) return wrong("a merchant id has 15 characters");
    const auto& name = words.size() == 4 ? words[3] : words[2];
    if (name.empty() || name.size() > kLongestName) return wrong("name of the merchant");
    auto code = makeEnrolmentCode(random);
    TAPPAY_TRY(hash, hashOfCode(config.lookupKey.view(), code));
    const auto now = clock.now();
    TAPPAY_CHECK(terminals.addCode(hash, {words[1], words[2], name},
                                   milliseconds(now + config.enrolment->codeLife), who,
                                   milliseconds(now)));
    return code + "\n";
}

// One line an entry, parted by tabs; nothing in it moves a cursor.
Result<std::string> auditTrail(TerminalRegister& terminals) {
    TAPPAY_TRY(entries, terminals.auditTrail(kShownEntries));
    std::string text;
    for (const auto& entry : entries) {
        const std::chrono::system_clock::time_point at{std::chrono::milliseconds(entry.at)};
        auto line = protocol::formatTime(at);
        for (const auto* part : {&entry.who, &entry.what, &entry.about, &entry.detail}) {
            line.push_back('\t');
            std::ranges::transform(*part, std::back_inserter(line), [](char c) {
                return static_cast<unsigned char>(c) < ' ' || c == 0x7F ? '?' : c;
            });
        }
        text += line + "\n";
    }
    return text;
}

Result<std::string> setParameters(TerminalRegister& terminals, Words words, const std::string& who,
                                  std::int64_t now) {
    if (words.size() != 2) return wrong("parameters FILE");
    std::ifstream file(words[1], std::ios::binary);
    std::string contents(protocol::kLargestParameters + 1, '\0');
    file.read(contents.data(), static_cast<std::streamsize>(contents.size()));
    contents.resize(static_cast<std::size_t>(file.gcount()));
    if (contents.empty()) return wrong("the file can't be read");
    TAPPAY_TRY(set, readParameterSet(std::move(contents)));
    TAPPAY_CHECK(terminals.addParameters(set, who, now));
    return std::string();
}

}  // namespace

Result<std::string> runCommand(const Config& config, Words words, const std::string& who,
                               const Clock& clock, Random& random) {
    static const std::map<std::string, TerminalStanding, std::less<>> kStandings{
        {"suspend", TerminalStanding::Suspended},
        {"resume", TerminalStanding::Enrolled},
        {"revoke", TerminalStanding::Revoked}};
    if (words.empty()) return wrong("no command");
    if (isShopCommand(words[0])) return runShopCommand(config, words, who, clock, random);
    if (isConfirmCommand(words[0])) return runConfirmCommand(config, words, who, clock);
    if (!config.enrolment) return fail(FailureCode::NotConfigured, "enrolment");
    TAPPAY_TRY(terminals, TerminalRegister::open(config.enrolment->terminals));
    if (words[0] == "code") return makeCode(config, terminals, words, who, clock, random);
    const auto now = milliseconds(clock.now());
    if (words[0] == "parameters") return setParameters(terminals, words, who, now);
    const KeyCommand keys{config, terminals, words, who, now, random};
    if (words[0] == "renew") return renewMasterKey(keys);
    if (words[0] == "import-key") return importNetworkMaster(keys);
    if (words[0] == "export-key") return exportNetworkKey(keys);
    if (words[0] == "manage") return makeManagementCommand(keys, clock);
    if (words[0] == "audit" && words.size() == 1) return auditTrail(terminals);
    const auto standing = kStandings.find(words[0]);
    if (standing == kStandings.end() || words.size() != 2) return wrong("unknown command");
    TAPPAY_CHECK(terminals.setStanding(words[1], standing->second, who, now));
    return std::string();
}

}  // namespace tappay::backend
