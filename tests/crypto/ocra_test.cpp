#include "crypto/ocra.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"

// All vectors of RFC 6287, appendix C.
namespace tappay::crypto {
namespace {

const Bytes kKey64 = toBytes("1234567890123456789012345678901234567890123456789012345678901234");
const std::uint64_t kTime = 0x132D0B6;  // Mar 25 2008, 12:06:30 GMT, in minutes

struct Vectors {
    std::string suite;
    std::size_t key;  // so many octets of kKey64
    std::vector<std::pair<std::string, std::string>> answers;
};

// The counter is the vector's place; a suite with C-QN08-PSHA1 asks the same each time.
const std::vector<Vectors> kVectors{
    {"OCRA-1:HOTP-SHA1-6:QN08",
     20,
     {{"00000000", "237653"},
      {"11111111", "243178"},
      {"22222222", "653583"},
      {"33333333", "740991"},
      {"44444444", "608993"},
      {"55555555", "388898"},
      {"66666666", "816933"},
      {"77777777", "224598"},
      {"88888888", "750600"},
      {"99999999", "294470"}}},
    {"OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1",
     32,
     {{"12345678", "65347737"},
      {"12345678", "86775851"},
      {"12345678", "78192410"},
      {"12345678", "71565254"},
      {"12345678", "10104329"},
      {"12345678", "65983500"},
      {"12345678", "70069104"},
      {"12345678", "91771096"},
      {"12345678", "75011558"},
      {"12345678", "08522129"}}},
    {"OCRA-1:HOTP-SHA256-8:QN08-PSHA1",
     32,
     {{"00000000", "83238735"},
      {"11111111", "01501458"},
      {"22222222", "17957585"},
      {"33333333", "86776967"},
      {"44444444", "86807031"}}},
    {"OCRA-1:HOTP-SHA512-8:C-QN08",
     64,
     {{"00000000", "07016083"},
      {"11111111", "63947962"},
      {"22222222", "70123924"},
      {"33333333", "25341727"},
      {"44444444", "33203315"},
      {"55555555", "34205738"},
      {"66666666", "44343969"},
      {"77777777", "51946085"},
      {"88888888", "20403879"},
      {"99999999", "31409299"}}},
    {"OCRA-1:HOTP-SHA512-8:QN08-T1M",
     64,
     {{"00000000", "95209754"},
      {"11111111", "55907591"},
      {"22222222", "22048402"},
      {"33333333", "24218844"},
      {"44444444", "36209546"}}},
    {"OCRA-1:HOTP-SHA256-8:QA08",
     32,
     {{"CLI22220SRV11110", "28247970"},
      {"CLI22221SRV11111", "01984843"},
      {"CLI22222SRV11112", "65387857"},
      {"CLI22223SRV11113", "03351211"},
      {"CLI22224SRV11114", "83412541"},
      {"SRV11110CLI22220", "15510767"},
      {"SRV11111CLI22221", "90175646"},
      {"SRV11112CLI22222", "33777207"},
      {"SRV11113CLI22223", "95285278"},
      {"SRV11114CLI22224", "28934924"},
      {"SIG10000", "53095496"},
      {"SIG11000", "04110475"},
      {"SIG12000", "31331128"},
      {"SIG13000", "76028668"},
      {"SIG14000", "46554205"}}},
    {"OCRA-1:HOTP-SHA512-8:QA08",
     64,
     {{"CLI22220SRV11110", "79496648"},
      {"CLI22221SRV11111", "76831980"},
      {"CLI22222SRV11112", "12250499"},
      {"CLI22223SRV11113", "90856481"},
      {"CLI22224SRV11114", "12761449"}}},
    {"OCRA-1:HOTP-SHA512-8:QA08-PSHA1",
     64,
     {{"SRV11110CLI22220", "18806276"},
      {"SRV11111CLI22221", "70020315"},
      {"SRV11112CLI22222", "01600026"},
      {"SRV11113CLI22223", "18951020"},
      {"SRV11114CLI22224", "32528969"}}},
    {"OCRA-1:HOTP-SHA512-8:QA10-T1M",
     64,
     {{"SIG1000000", "77537423"},
      {"SIG1100000", "31970405"},
      {"SIG1200000", "10235557"},
      {"SIG1300000", "95213541"},
      {"SIG1400000", "65360607"}}},
};

OcraInput inputOf(const OcraSuite& suite, const std::string& question, std::uint64_t place) {
    OcraInput input;
    input.question = question;
    if (suite.counter) input.counter = place;
    if (suite.pin) input.pinHash = sha1(asBytes("1234"));
    if (suite.timeStep) input.time = kTime;
    return input;
}

TEST(Ocra, GivesTheAnswersOfTheStandard) {
    for (const auto& each : kVectors) {
        const auto suite = OcraSuite::parse(each.suite);
        ASSERT_TRUE(suite) << each.suite;
        const auto key = ByteView(kKey64).first(each.key);
        std::uint64_t place = 0;
        for (const auto& [question, answer] : each.answers) {
            const auto input = inputOf(*suite, question, place++);
            EXPECT_EQ(ocra(*suite, key, input), answer) << each.suite << " " << question;
            EXPECT_EQ(ocraMatches(*suite, key, input, answer), true);
            auto wrong = answer;
            wrong.back() = wrong.back() == '0' ? '1' : '0';
            EXPECT_EQ(ocraMatches(*suite, key, input, wrong), false);
            EXPECT_EQ(ocraMatches(*suite, key, input, answer.substr(1)), false);
        }
    }
}

TEST(Ocra, ReadsASuiteInAllItsParts) {
    const auto suite = OcraSuite::parse("OCRA-1:HOTP-SHA512-10:C-QH64-PSHA256-S064-T48H");
    ASSERT_TRUE(suite);
    EXPECT_EQ(suite->hash, OcraHash::Sha512);
    EXPECT_EQ(suite->digits, 10U);
    EXPECT_TRUE(suite->counter);
    EXPECT_EQ(suite->question, OcraSuite::Question::Hexadecimal);
    EXPECT_EQ(suite->questionLength, 64U);
    EXPECT_EQ(suite->pin, OcraHash::Sha256);
    EXPECT_EQ(suite->session, 64U);
    EXPECT_EQ(suite->timeStep, 48U * 3600);
    EXPECT_TRUE(OcraSuite::parse(kConfirmationOcraSuite));
    EXPECT_TRUE(OcraSuite::parse("OCRA-1:HOTP-SHA1-0:QA04"));
}

TEST(Ocra, RefusesWhatIsNoSuite) {
    for (const auto* text : {"",
                             "OCRA-1",
                             "OCRA-2:HOTP-SHA1-6:QN08",
                             "OCRA-1:TOTP-SHA1-6:QN08",
                             "OCRA-1:HOTP-MD5-6:QN08",
                             "OCRA-1:HOTP-SHA1-3:QN08",
                             "OCRA-1:HOTP-SHA1-11:QN08",
                             "OCRA-1:HOTP-SHA1-6:C",
                             "OCRA-1:HOTP-SHA1-6:QN8",
                             "OCRA-1:HOTP-SHA1-6:QX08",
                             "OCRA-1:HOTP-SHA1-6:QN03",
                             "OCRA-1:HOTP-SHA1-6:QN65",
                             "OCRA-1:HOTP-SHA1-6:QN08-",
                             "OCRA-1:HOTP-SHA1-6:QN08-T1M-PSHA1",
                             "OCRA-1:HOTP-SHA1-6:QN08-PSHA1-PSHA1",
                             "OCRA-1:HOTP-SHA1-6:QN08-T60M",
                             "OCRA-1:HOTP-SHA1-6:QN08-T1D",
                             "OCRA-1:HOTP-SHA1-6:QN08-T",
                             "OCRA-1:HOTP-SHA1-6:QN08-S64",
                             "OCRA-1:HOTP-SHA1-6:QN08-S000",
                             "OCRA-1:HOTP-SHA1-6:QN+8",
                             "OCRA-1:HOTP-SHA1-6:QN08:",
                             "OCRA-1:HOTP-SHA1- 6:QN08"})
        EXPECT_FALSE(OcraSuite::parse(text)) << text;
}

TEST(Ocra, RefusesInputThatIsNotTheSuites) {
    const auto suite = OcraSuite::parse("OCRA-1:HOTP-SHA256-8:QH64").value();
    const auto refused = [&](auto change) {
        OcraInput input;
        input.question = std::string(64, 'A');
        change(input);
        return !ocra(suite, kKey64, input).has_value();
    };
    EXPECT_FALSE(refused([](OcraInput&) {}));
    EXPECT_TRUE(refused([](OcraInput& it) { it.question.clear(); }));
    EXPECT_TRUE(refused([](OcraInput& it) { it.question = "xyz"; }));
    EXPECT_TRUE(refused([](OcraInput& it) { it.question = std::string(129, 'A'); }));
    EXPECT_TRUE(refused([](OcraInput& it) { it.counter = 1; }));
    EXPECT_TRUE(refused([](OcraInput& it) { it.time = 1; }));
    EXPECT_TRUE(refused([](OcraInput& it) { it.pinHash = Bytes(20); }));
    EXPECT_TRUE(refused([](OcraInput& it) { it.session = Bytes(64); }));
}

}  // namespace
}  // namespace tappay::crypto
