#include <gtest/gtest.h>

#include "chip/tpm_desk.h"

// The chip's process is killed before and after each single command of an import and of an
// enrolment, and comes back.
namespace tappay::chip {
namespace {

using When = CuttingLine::When;
constexpr When kWhen[] = {When::Before, When::After};
const std::chrono::milliseconds kNoPatience{0};

class ChipPowerCut : public TpmDesk {};

std::string at(int command, When when) {
    return (when == When::Before ? "before command " : "after command ") + std::to_string(command);
}

// The terminal loses its power with it: nobody repeats the import.
TEST_F(ChipPowerCut, InAnImportLeavesTheOldKeyOrTheNewOne) {
    const auto storage = open().value()->makeKeys()->storage;
    std::uint8_t old = 1;
    ASSERT_TRUE(open().value()->import(Slot::A, wrapped(storage, keyOf(old))));
    int olds = 0, news = 0;
    for (const When when : kWhen)
        for (int command = 0;; ++command) {
            const auto fresh = static_cast<std::uint8_t>(old + 1);
            auto chip = open(kNoPatience).value();
            line().arm(command, when, [this] { killChip(); });
            const auto imported = chip->import(Slot::A, wrapped(storage, keyOf(fresh)));
            const bool cut = line().count() > command;
            line().disarm();
            chip = openAgain();
            const auto derived = chip->derive(Slot::A, nonceOf(1));
            ASSERT_TRUE(derived) << at(command, when) << ": " << derived.error().detail;
            const bool isNew = octetsOf(*derived) == hmacOf(keyOf(fresh), nonceOf(1));
            const bool isOld = octetsOf(*derived) == hmacOf(keyOf(old), nonceOf(1));
            ASSERT_TRUE(isNew || isOld) << at(command, when);
            if (imported) {
                EXPECT_TRUE(isNew) << at(command, when);
            }
            ++(isNew ? news : olds);
            if (isNew) old = fresh;
            if (!cut) break;
        }
    EXPECT_GT(olds, 5);
    EXPECT_GT(news, 3);
}

// With its power and its patience the terminal repeats it by itself.
TEST_F(ChipPowerCut, InAnImportIsMadeGoodByPatience) {
    const auto chip = open().value();
    const auto storage = chip->makeKeys()->storage;
    std::uint8_t key = 1;
    for (const When when : kWhen)
        for (int command = 0;; ++command, ++key) {
            line().arm(command, when, [this] { killChip(); });
            const auto imported = chip->import(Slot::A, wrapped(storage, keyOf(key)));
            ASSERT_TRUE(imported) << at(command, when) << ": " << imported.error().detail;
            const bool cut = line().count() > command;
            line().disarm();
            const auto derived = chip->derive(Slot::A, nonceOf(1));
            ASSERT_TRUE(derived) << at(command, when) << ": " << derived.error().detail;
            EXPECT_EQ(octetsOf(*derived), hmacOf(keyOf(key), nonceOf(1))) << at(command, when);
            if (!cut) break;
        }
}

TEST_F(ChipPowerCut, InAnEnrolmentLeavesKeysThatCanBeCompleted) {
    crypto::SystemRandom random;
    const auto endorsement = [&] {
        const auto chip = open().value();
        (void)chip->adopt(maker().root());
        return chip->factory().value().key;
    }();
    for (const When when : kWhen)
        for (int command = 0;; ++command) {
            auto chip = open(kNoPatience).value();
            line().arm(command, when, [this] { killChip(); });
            const auto made = chip->makeKeys();
            const bool cut = line().count() > command;
            line().disarm();
            chip = openAgain();
            const auto keys = chip->makeKeys();
            ASSERT_TRUE(keys) << at(command, when) << ": " << keys.error().detail;
            if (made) {
                EXPECT_EQ(made->identity.name, keys->identity.name);
            }
            const auto said = chip->certify(crypto::tpm2::Role::Storage, nonceOf(2)).value();
            EXPECT_TRUE(checkCertified(said, keys->attestation, nonceOf(2), keys->storage.name));
            const auto hidden =
                makeCredential(endorsement, keys->attestation.name, keyOf(4), random).value();
            EXPECT_EQ(octetsOf(chip->activate(hidden).value()), keyOf(4)) << at(command, when);
            ASSERT_TRUE(chip->clear());
            if (!cut) break;
        }
}

TEST_F(ChipPowerCut, InTheFactoryIsMadeGoodByDoingItAgain) {
    for (const When when : kWhen)
        for (int command = 0;; ++command) {
            TemporaryDirectory directory;
            virtual_element::Request request;
            request.directory = directory.path() / "element";
            const auto element = virtual_element::Element::make(request).value();
            CuttingLine cutting(directory.path() / "line", request.directory / "chip.sock");
            const tpm::Settings settings{.transport = cutting.transport(),
                                         .patience = std::chrono::milliseconds(0)};
            auto chip = tpm::TpmChip::open(settings).value();
            cutting.arm(command, when, [&] { EXPECT_TRUE(killElement(*element)); });
            const auto first = chip->manufacture(maker().papers());
            const bool cut = cutting.count() > command;
            cutting.disarm();
            ASSERT_TRUE(eventually([&] {
                auto opened = tpm::TpmChip::open(settings);
                if (opened) chip = std::move(*opened);
                return opened.has_value();
            }));
            ASSERT_TRUE(chip->manufacture(maker().papers())) << at(command, when);
            const auto factory = chip->factory();
            ASSERT_TRUE(factory) << at(command, when) << ": " << factory.error().detail;
            EXPECT_EQ(factory->certificates.size(), 2U);
            EXPECT_EQ(factory->authority, maker().root());
            if (!cut) break;
        }
}

}  // namespace
}  // namespace tappay::chip
