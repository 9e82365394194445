#include <array>

#include "tlv/bit_table.h"

namespace tappay::tlv {

namespace {

constexpr std::size_t kCvrOctets = 4;
constexpr std::uint8_t kCvrLength = 0x03;
constexpr std::size_t kMandatoryIad = 8;  // its length octet, DKI, CVN, CVR, algorithm
constexpr std::uint8_t kMandatoryIadLength = 0x07;
constexpr std::size_t kIddMacOctets = 4;

constexpr std::array kCvr{
    Bit{2, 4, "issuer authentication performed and failed"},
    Bit{2, 3, "offline PIN verification performed"},
    Bit{2, 2, "offline PIN verification failed"},
    Bit{2, 1, "unable to go online"},
    Bit{3, 8, "last online transaction not completed"},
    Bit{3, 7, "PIN try limit exceeded"},
    Bit{3, 6, "velocity counters or electronic cash limits exceeded"},
    Bit{3, 5, "new card"},
    Bit{3, 4, "issuer authentication failed on the last online transaction"},
    Bit{3, 3, "issuer authentication not performed after online authorisation"},
    Bit{3, 2, "application blocked because PIN tries were exceeded"},
    Bit{3, 1, "static data authentication failed on the last transaction, declined offline"},
    Bit{4, 4, "script command failed on the last transaction"},
    Bit{4, 3, "dynamic data authentication failed on the last transaction, declined offline"},
    Bit{4, 2, "dynamic data authentication performed"},
};

std::string_view firstAc(unsigned code) {
    static constexpr std::array<std::string_view, 4> names{"AAC", "TC", "ARQC", "reserved"};
    return names[code & 3];
}

std::string_view secondAc(unsigned code) {
    static constexpr std::array<std::string_view, 4> names{"AAC", "TC", "not requested",
                                                           "reserved"};
    return names[code & 3];
}

std::string_view algorithmName(std::uint8_t algorithm) {
    if (algorithm == 0x01) return "triple DES";
    return algorithm == 0x04 ? "SM4" : "unknown";
}

std::string_view iddName(std::uint8_t id) {
    switch (id) {
        case 0x01:
            return "electronic cash balance";
        case 0x02:
            return "cumulative offline amount";
        case 0x03:
            return "electronic cash balance and cumulative offline amount";
        case 0x04:
            return "cumulative offline amount and its limit";
        case 0x05:
            return "available offline spending amount";
        default:
            return "unknown";
    }
}

// Issuer discretionary data: length, identifier, value, MAC.
void appendIdd(Explanation& to, ByteView idd) {
    const std::size_t length = idd[0];
    if (idd.size() != 1 + length || length < 1 + kIddMacOctets) {
        to.push_back({"issuer discretionary data", toHex(idd)});
        return;
    }
    const ByteView value = idd.subspan(2, length - 1 - kIddMacOctets);
    to.push_back({"issuer discretionary data", std::string(iddName(idd[1])) + " " + toHex(value)});
    to.push_back({"issuer discretionary data MAC", toHex(idd.last(kIddMacOctets))});
}

}  // namespace

Result<Explanation> explainCid(ByteView value) {
    TAPPAY_CHECK(checkLength(value, 1, "CID"));
    static constexpr std::array<std::string_view, 4> types{"AAC: declined", "TC: approved offline",
                                                           "ARQC: online authorisation requested",
                                                           "reserved"};
    static constexpr std::array<std::string_view, 4> reasons{
        "", "service not allowed", "PIN try limit exceeded", "issuer authentication failed"};
    Explanation explanation{{"cryptogram", std::string(types[value[0] >> 6])}};
    if ((value[0] & 0x08) != 0) explanation.push_back({"advice", "required"});
    const unsigned reason = value[0] & 0x07U;
    if (reason != 0)
        explanation.push_back(
            {"reason", std::string(reason < reasons.size() ? reasons[reason] : "reserved")});
    return explanation;
}

Result<Explanation> explainCvr(ByteView value) {
    TAPPAY_CHECK(checkLength(value, kCvrOctets, "CVR"));
    if (value[0] != kCvrLength)
        return fail(FailureCode::InputMalformed, "CVR does not begin with its length 03");
    Explanation explanation{{"CVR second GENERATE AC", std::string(secondAc(value[1] >> 6))},
                            {"CVR first GENERATE AC", std::string(firstAc(value[1] >> 4))},
                            {"CVR script commands processed", std::to_string(value[3] >> 4)}};
    const std::array<std::uint8_t, kCvrOctets> flags{0, static_cast<std::uint8_t>(value[1] & 0x0F),
                                                     value[2],
                                                     static_cast<std::uint8_t>(value[3] & 0x0F)};
    for (Explained& bit : namedBits(flags, kCvr, "CVR "))
        explanation.push_back(std::move(bit));
    return explanation;
}

Result<Explanation> explainIad(ByteView value) {
    if (value.size() < kMandatoryIad || value[0] != kMandatoryIadLength)
        return fail(FailureCode::InputMalformed,
                    "issuer application data are not in the layout of JR/T 0025");
    TAPPAY_TRY(cvr, explainCvr(value.subspan(3, kCvrOctets)));
    Explanation explanation{{"derivation key index", toHex(value.subspan(1, 1))},
                            {"cryptogram version", toHex(value.subspan(2, 1))}};
    explanation.insert(explanation.end(), cvr.begin(), cvr.end());
    explanation.push_back({"algorithm", std::string(algorithmName(value[7]))});
    if (value.size() > kMandatoryIad) appendIdd(explanation, value.subspan(kMandatoryIad));
    return explanation;
}

}  // namespace tappay::tlv
