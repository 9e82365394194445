#include <algorithm>
#include <charconv>
#include <limits>

#include "crypto/ec.h"
#include "crypto/hash.h"
#include "emv/verification_results.h"
#include "terminal/parameters.h"
#include "terminal/settings.h"

namespace tappay::terminal {

namespace {

emv::ActionCode readActionCode(Settings& settings, const char* key) {
    emv::ActionCode code{};
    std::ranges::copy(settings.hex(key, code.size(), code.size()), code.begin());
    return code;
}

std::uint8_t readPercent(Settings& settings, const char* key) {
    return static_cast<std::uint8_t>(settings.number(key, 0, 99));
}

emv::ContactlessLimits readLimits(Settings settings, const Currency& currency) {
    emv::ContactlessLimits limits;
    limits.floor = settings.money("floorLimit", currency).minor;
    limits.transaction = settings.money("transactionLimit", currency).minor;
    limits.cvm = settings.money("cvmLimit", currency).minor;
    limits.statusCheck = settings.flag("statusCheck");
    limits.onlineFromFloorLimit = settings.flag("onlineFromFloorLimit");
    (void)settings.check();
    return limits;
}

emv::ContactlessTerminal readContactless(Settings settings) {
    emv::ContactlessTerminal terminal;
    terminal.onlinePin = settings.flag("onlinePin");
    terminal.signature = settings.flag("signature");
    terminal.contactAlso = settings.flag("contactAlso");
    terminal.consumerDevice = settings.flag("consumerDevice");
    terminal.fddaVersion01 = settings.flag("fddaVersion01");
    if (settings.has("otherWayAfterPaid"))
        terminal.otherWayAfterPaid = settings.flag("otherWayAfterPaid");
    if (settings.has("quickestAnswer"))
        terminal.quickestAnswer =
            std::chrono::milliseconds(settings.number("quickestAnswer", 0, 10'000));
    (void)settings.check();
    return terminal;
}

emv::AidParameters readAid(Settings& settings, const Currency& currency) {
    emv::AidParameters aid;
    aid.aid = settings.hex("aid", 5, 16);
    aid.partialMatch = settings.flag("partialMatch");
    aid.version = settings.hex("version", 2, 2);
    aid.tacDefault = readActionCode(settings, "tacDefault");
    aid.tacDenial = readActionCode(settings, "tacDenial");
    aid.tacOnline = readActionCode(settings, "tacOnline");
    aid.floorLimit = settings.money("floorLimit", currency).minor;
    aid.randomThreshold = settings.money("randomThreshold", currency).minor;
    aid.randomTarget = readPercent(settings, "randomTarget");
    aid.randomTargetMax = readPercent(settings, "randomTargetMax");
    aid.defaultDdol = settings.hex("defaultDdol", 2, 252);
    aid.onlinePin = settings.flag("onlinePin");
    if (settings.has("contactless"))
        aid.contactless = readLimits(settings.object("contactless"), currency);
    return aid;
}

// The key in its own form, and the octets its checksum covers. UNCERTAIN: acquirers don't agree
// whether the checksum of an SM2 key is SHA-1 or SM3; here it is SHA-1, as the setting's name says.
emv::PublicKey readPublicKey(Settings& settings, Bytes& covered) {
    const auto algorithm = settings.optionalText("algorithm");
    if (algorithm == "sm2") {
        emv::Sm2PublicKey key{settings.hex("point", 64, 64)};
        if (!crypto::EcVerifier::create({crypto::Curve::Sm2, key.point}))
            settings.refuse("point", "not on the curve of SM2");
        covered = key.point;
        return key;
    }
    if (!algorithm.empty() && algorithm != "rsa")
        settings.refuse("algorithm", "neither \"rsa\" nor \"sm2\"");
    crypto::RsaPublicKey key{settings.hex("modulus", 64, 248), settings.hex("exponent", 1, 3)};
    covered = concat({key.modulus, key.exponent});
    return key;
}

// A key of another world would let its cards pass as those of this one.
emv::CaKey readCaKey(Settings& settings, const std::string& profile) {
    if (settings.text("profile") != profile) settings.refuse("profile", "not that of the set");
    emv::CaKey key;
    key.rid = settings.hex("rid", 5, 5);
    key.index = settings.hex("index", 1, 1).front();
    Bytes covered;
    key.key = readPublicKey(settings, covered);
    const auto expiry = settings.digits("expiry", 8, 8);
    std::from_chars(expiry.data(), expiry.data() + expiry.size(), key.expiry);
    const auto checksum = settings.hex("sha1", 20, 20);
    const ByteView index(&key.index, 1);
    if (crypto::sha1(concat({key.rid, index, covered})) != checksum)
        settings.refuse("sha1", "does not fit this key");
    return key;
}

// Left out in parameters of terminals whose acquirer has withdrawn nothing.
Result<void> readRevoked(Settings& settings, emv::Parameters& parameters) {
    parameters.revoked.clear();
    if (!settings.has("revoked")) return {};
    for (auto& item : settings.list("revoked")) {
        parameters.revoked.push_back(
            {item.hex("rid", 5, 5), item.hex("index", 1, 1).front(), item.hex("serial", 3, 3)});
        TAPPAY_CHECK(item.check());
    }
    return {};
}

// What the terminal is in its own country; who it is its enrolment says.
emv::TerminalData readTerminal(Settings settings) {
    emv::TerminalData data;
    data.country = static_cast<std::uint16_t>(settings.number("country", 1, 999));
    const auto currency = currencyByAlpha(settings.text("currency"));
    if (!currency) settings.refuse("currency", "not a currency of ISO 4217");
    data.currency = currency.value_or(Currency{});
    data.merchantCategory =
        static_cast<std::uint16_t>(settings.number("merchantCategory", 0, 9999));
    data.acquirerId = settings.digits("acquirerId", 6, 11);
    if (settings.has("offersChoice")) data.offersChoice = settings.flag("offersChoice");
    (void)settings.check();
    return data;
}

std::set<std::string> readExceptionFile(Settings& settings) {
    constexpr std::size_t digestOctets = 32;
    std::set<std::string> digests;
    if (!settings.has("exceptions")) return digests;
    for (const auto& text : settings.texts("exceptions")) {
        const auto digest = fromHex(text);
        if (!digest || digest->size() != digestOctets)
            settings.refuse("exceptions", "an entry that is no SHA-256");
        else
            digests.insert(toHex(*digest));
    }
    return digests;
}

// What forces a sale online is a bit of the TVR that the action codes have to look at.
void checkForced(Settings& settings, const Parameters& parameters) {
    const auto looks = [](const emv::ActionCode& code) {
        return emv::BitField<5, emv::TvrBit>(code).has(emv::TvrBit::ForcedOnline);
    };
    for (const auto& aid : parameters.kernel.aids)
        if (parameters.forceOnline && !(looks(aid.tacOnline) && looks(aid.tacDefault)))
            settings.refuse("forceOnline",
                            "the action codes of " + toHex(aid.aid) + " let such a sale pass");
}

Result<Parameters> read(std::string_view json) {
    TAPPAY_TRY(settings, Settings::parse(json, "parameters"));
    Parameters parameters;
    parameters.version =
        static_cast<std::uint32_t>(settings.number("version", 1, std::numeric_limits<int>::max()));
    parameters.profile = settings.text("profile");
    if (parameters.profile != "production" && parameters.profile != "test")
        settings.refuse("profile", "neither \"production\" nor \"test\"");
    auto& kernel = parameters.kernel;
    kernel.terminal = readTerminal(settings.object("terminal"));
    if (settings.has("contactless"))
        kernel.contactless = readContactless(settings.object("contactless"));
    for (auto& item : settings.list("aids")) {
        kernel.aids.push_back(readAid(item, kernel.terminal.currency));
        TAPPAY_CHECK(item.check());
    }
    for (auto& item : settings.list("caKeys")) {
        kernel.caKeys.push_back(readCaKey(item, parameters.profile));
        TAPPAY_CHECK(item.check());
    }
    TAPPAY_CHECK(readRevoked(settings, kernel));
    if (settings.has("forceOnline")) parameters.forceOnline = settings.flag("forceOnline");
    parameters.exceptionFile = readExceptionFile(settings);
    if (kernel.aids.empty()) settings.refuse("aids", "empty");
    checkForced(settings, parameters);
    TAPPAY_CHECK(settings.check());
    return parameters;
}

}  // namespace

Result<Parameters> readParameters(std::string_view json) {
    auto parameters = read(json);
    if (!parameters) return fail(FailureCode::ParametersRejected, parameters.error().detail);
    return parameters;
}

}  // namespace tappay::terminal
