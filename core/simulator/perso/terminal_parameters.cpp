#include "simulator/perso/terminal_parameters.h"

#include <QJsonArray>
#include <string_view>

#include "crypto/hash.h"

namespace tappay::simulator {
namespace {

// A set of keys like these never serves a terminal that takes real cards.
constexpr const char* kProfile = "test";

QString text(std::string_view value) {
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}
QString hex(ByteView bytes) {
    return text(toHex(bytes));
}

// Where tapping is allowed: offline up to 100.00, the cardholder verified from 1000.00 on.
QJsonObject contactlessLimits() {
    return {{"floorLimit", "100.00"},
            {"transactionLimit", "50000.00"},
            {"cvmLimit", "1000.00"},
            {"statusCheck", false},
            {"onlineFromFloorLimit", false}};
}

// The terminal's settings for one application. The codes are those usual for this scheme, except
// that a card whose signature is wrong is refused at once.
QJsonObject application(const char* aid, bool contactless) {
    QJsonObject result{{"aid", aid},
                       {"partialMatch", true},
                       {"version", "0030"},
                       {"tacDefault", "DC4000A800"},
                       {"tacDenial", "0C10000000"},
                       {"tacOnline", "DC4004F800"},
                       {"floorLimit", "0.00"},
                       {"randomThreshold", "0.00"},
                       {"randomTarget", 99},
                       {"randomTargetMax", 99},
                       {"defaultDdol", "9F3704"},
                       {"onlinePin", true}};
    if (contactless) result[QLatin1String("contactless")] = contactlessLimits();
    return result;
}

// What every terminal of this world is, wherever it stands.
QJsonObject terminalSection() {
    return {{"country", 156},
            {"currency", "CNY"},
            {"merchantCategory", 5411},
            {"acquirerId", kAcquirerId}};
}

// The national scheme's key, of the first authority's RID: with it the terminal says that it knows
// SM2, and such cards answer with their second set of data.
QJsonObject nationalKey(const Institutions& institutions) {
    const Bytes index{kNationalAuthorityKeyIndex};
    const auto& ridText = institutions.authorities.front().rid;
    const auto rid = fromHex(ridText).value_or(Bytes());
    const auto& point = institutions.nationalAuthority.point;
    return {{"rid", text(ridText)},       {"index", hex(index)},
            {"algorithm", "sm2"},         {"point", hex(point)},
            {"expiry", kAuthorityExpiry}, {"sha1", hex(crypto::sha1(concat({rid, index, point})))},
            {"profile", kProfile}};
}

}  // namespace

QJsonObject authorityKey(const Authority& authority) {
    const Bytes index{kAuthorityKeyIndex};
    const auto rid = fromHex(authority.rid).value_or(Bytes());
    const auto& key = authority.key.publicKey;
    return {{"rid", text(authority.rid)},
            {"index", hex(index)},
            {"modulus", hex(key.modulus)},
            {"exponent", hex(key.exponent)},
            {"expiry", kAuthorityExpiry},
            {"sha1", hex(crypto::sha1(concat({rid, index, key.modulus, key.exponent})))},
            {"profile", kProfile}};
}

QJsonObject terminalParameters(const Institutions& institutions) {
    const QJsonArray applications{
        application("A000000333010101", true), application("A000000333010102", true),
        application("A000000333010103", true), application("A0000000031010", false),
        application("A0000000041010", false)};
    QJsonArray keys;
    for (const auto& authority : institutions.authorities)
        keys.append(authorityKey(authority));
    keys.append(nationalKey(institutions));
    return {{"version", 1},
            {"profile", kProfile},
            {"terminal", terminalSection()},
            {"aids", applications},
            {"caKeys", keys}};
}

}  // namespace tappay::simulator
