#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "chip/tpm/nv.h"
#include "chip/tpm/places.h"
#include "chip/tpm_desk.h"

// Several threads and several clients at one chip with three places.
namespace tappay::chip {
namespace {

using crypto::tpm2::Role;

class TpmClients : public TpmDesk {};

// What went wrong in any of several threads.
class Complaints {
public:
    template <typename T>
    void expect(const char* call, const Result<T>& result) {
        if (!result) add(call + (": " + result.error().detail));
    }
    void add(std::string complaint) {
        const std::lock_guard lock(m_mutex);
        m_all.push_back(std::move(complaint));
    }
    [[nodiscard]] const std::vector<std::string>& all() const { return m_all; }

private:
    std::mutex m_mutex;
    std::vector<std::string> m_all;
};

// One of everything that loads something, or fails on the way.
void useAll(Chip& chip, const crypto::tpm2::PublicArea& storage, const crypto::EcPublicKey& peer,
            Slot slot, Complaints& complaints) {
    const auto sealed = chip.seal(nonceOf(4));
    const auto blob = wrapped(storage, keyOf(1));
    complaints.expect("seal", sealed);
    complaints.expect("sign", chip.sign(nonceOf(1)));
    const auto ours = chip.makeAgreementKey();
    complaints.expect("agreement key", ours);
    if (ours) complaints.expect("agree", chip.agree(*ours, peer));
    complaints.expect("import", chip.import(slot, blob));
    if (chip.import(slot, {blob.publicArea, turned(blob.duplicate, 9), blob.seed}))
        complaints.add("a damaged blob was taken");
    complaints.expect("derive", chip.derive(slot, nonceOf(1)));
    if (sealed) complaints.expect("unseal", chip.unseal(*sealed));
    if (sealed && chip.unseal(turned(*sealed, 200))) complaints.add("damaged data was unsealed");
    complaints.expect("certify", chip.certify(Role::Identity, nonceOf(1)));
    complaints.expect("count", chip.count());
    complaints.expect("attestCounter", chip.attestCounter(nonceOf(1)));
}

TEST_F(TpmClients, LeavesNothingLoadedUnderPressure) {
    const auto chip = open().value();
    const auto storage = chip->makeKeys()->storage;
    const auto peer = crypto::EcPrivateKey::generate(crypto::Curve::P256)->publicKey();
    Complaints complaints;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&, i] {
                for (int round = 0; round < 5; ++round)
                    useAll(*chip, storage, peer, i % 2 == 0 ? Slot::A : Slot::B, complaints);
            });
    }
    EXPECT_EQ(complaints.all(), std::vector<std::string>{});
    EXPECT_EQ(loadedIn(element().transport()), std::vector<TPM2_HANDLE>{});
}

TEST_F(TpmClients, MakesEverythingOnceWhenTwoClientsBegin) {
    for (int round = 0; round < 5; ++round) {
        const auto one = open().value();
        const auto two = tpm::TpmChip::open({.transport = element().transport()}).value();
        Complaints complaints;
        const auto begin = [&](Chip& chip) {
            complaints.expect("makeKeys", chip.makeKeys());
            complaints.expect("count", chip.count());
        };
        {
            std::jthread first([&] { begin(*one); });
            std::jthread second([&] { begin(*two); });
        }
        EXPECT_EQ(complaints.all(), std::vector<std::string>{});
        EXPECT_EQ(one->makeKeys()->storage.name, two->makeKeys()->storage.name);
        ASSERT_TRUE(one->clear());
        tpm::Connection owner({.transport = element().transport()});
        ASSERT_TRUE(owner.open());
        ASSERT_TRUE(tpm::nvUndefine(owner, tpm::kCounter));
    }
}

TEST_F(TpmClients, SharesTheChipWithAnotherClient) {
    const auto one = open().value();
    const auto two = tpm::TpmChip::open({.transport = element().transport()}).value();
    const auto storage = one->makeKeys()->storage;
    EXPECT_EQ(two->makeKeys()->storage.name, storage.name);
    const auto peer = crypto::EcPrivateKey::generate(crypto::Curve::P256)->publicKey();
    Complaints complaints;
    {
        std::jthread first([&] {
            for (int i = 0; i < 10; ++i)
                useAll(*one, storage, peer, Slot::A, complaints);
        });
        std::jthread second([&] {
            for (int i = 0; i < 10; ++i)
                useAll(*two, storage, peer, Slot::B, complaints);
        });
    }
    EXPECT_EQ(complaints.all(), std::vector<std::string>{});
    EXPECT_EQ(loadedIn(element().transport()), std::vector<TPM2_HANDLE>{});
}

}  // namespace
}  // namespace tappay::chip
