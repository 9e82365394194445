#include "simulator/sandbox/chips.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include "chip/software/software_chip.h"
#include "chip/virtual/virtual_chip.h"

namespace tappay::simulator::sandbox {

namespace {

using chip::virtual_element::VirtualChip;

class ChipsTest : public testing::TestWithParam<Chip> {
protected:
    // As the terminal opens it: without papers.
    [[nodiscard]] Result<std::unique_ptr<chip::Chip>> open() const {
        if (GetParam() == Chip::Software) return chip::openSoftwareChip(path());
        chip::virtual_element::Request request;
        request.directory = path();
        return VirtualChip::open(request);
    }
    [[nodiscard]] std::filesystem::path path() const {
        return directory.filePath("chip").toStdString();
    }
    // What is believed of the default certificates by who knows `maker`.
    [[nodiscard]] static Result<crypto::Certificate> verify(const chip::Factory& factory,
                                                            const Certified& maker) {
        const std::vector<Bytes> authorities{maker.certificate};
        const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        return crypto::verifyChain(factory.certificates, authorities,
                                   {.purpose = crypto::Purpose::EndorsementKey,
                                    .at = now,
                                    .longest = 3,
                                    .key = factory.key.key});
    }

    QTemporaryDir directory;
    Authorities authorities = foundAuthorities().value();
};

}  // namespace

TEST_P(ChipsTest, LeaveTheFactoryCertifiedByTheirMaker) {
    const auto made = makeChip(GetParam(), path(), authorities);
    ASSERT_TRUE(made) << made.error().detail;
    const auto chip = open();
    ASSERT_TRUE(chip) << chip.error().detail;
    const auto factory = (*chip)->factory();
    ASSERT_TRUE(factory) << factory.error().detail;
    EXPECT_EQ(factory->authority, authorities.root.certificate);
    const auto verified = verify(*factory, authorities.maker);
    EXPECT_TRUE(verified) << verified.error().detail;
    EXPECT_FALSE(verify(*factory, foundAuthorities()->maker));
    EXPECT_FALSE((*chip)->identity()) << "no keys of its own yet";
}

INSTANTIATE_TEST_SUITE_P(Forms, ChipsTest, testing::Values(Chip::Virtual, Chip::Software));

TEST(Chips, NoneMakesNothing) {
    const QTemporaryDir directory;
    const auto path = std::filesystem::path(directory.filePath("chip").toStdString());
    EXPECT_TRUE(makeChip(Chip::None, path, foundAuthorities().value()));
    EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace tappay::simulator::sandbox
