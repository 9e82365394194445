#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <fstream>
#include <sstream>

#include "chip/chip_desk.h"

namespace tappay::chip::virtual_element {
namespace {

class VirtualElement : public testing::Test {
protected:
    VirtualElement() { m_request.directory = m_temporary.path() / "chip"; }
    Result<std::unique_ptr<VirtualChip>> open() {
        return VirtualChip::open(m_request, m_maker.papers());
    }
    [[nodiscard]] std::filesystem::path in(const char* name) const {
        return m_request.directory / name;
    }
    [[nodiscard]] FailureCode refusal() {
        const auto opened = open();
        return opened ? FailureCode::Internal : opened.error().code;
    }
    TemporaryDirectory m_temporary;
    Request m_request;
    Maker m_maker;
};

mode_t modeOf(const std::filesystem::path& path) {
    struct stat facts{};
    EXPECT_EQ(::stat(path.c_str(), &facts), 0) << path;
    return facts.st_mode & 0777;
}

std::string contentsOf(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string statusOf(pid_t process, const std::string& field) {
    std::istringstream lines(contentsOf("/proc/" + std::to_string(process) + "/status"));
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(field)) return line.substr(field.size());
    return {};
}

TEST_F(VirtualElement, IsMadeOnceAndStaysTheSame) {
    const auto name = open().value()->factory()->key.name;
    const auto chip = open().value();
    EXPECT_EQ(chip->form(), Form::Virtual);
    EXPECT_EQ(chip->factory()->key.name, name);
    EXPECT_EQ(m_maker.asked(), 1);
}

TEST_F(VirtualElement, IsItsOwnersAlone) {
    const auto chip = open().value();
    ASSERT_TRUE(chip->makeKeys());
    EXPECT_EQ(modeOf(m_request.directory), 0700U);
    EXPECT_EQ(modeOf(in("state")), 0700U);
    for (const char* name : {"state.key", "chip.sock", "state/tpm2-00.permall", "chip.log"})
        EXPECT_EQ(modeOf(in(name)) & 077, 0U) << name;
}

TEST_F(VirtualElement, RunsApartAndConfined) {
    const auto chip = open().value();
    const pid_t process = chip->element().processId().value();
    EXPECT_NE(process, ::getpid());
    EXPECT_NE(statusOf(process, "Seccomp:").find('2'), std::string::npos);
    const auto limits = contentsOf("/proc/" + std::to_string(process) + "/limits");
    const auto core = limits.find("Max core file size");
    ASSERT_NE(core, std::string::npos);
    std::istringstream row(limits.substr(core + std::string("Max core file size").size()));
    std::uint64_t soft = 99, hard = 99;
    row >> soft >> hard;
    EXPECT_EQ(soft, 1U);
    EXPECT_EQ(hard, 1U);
}

TEST_F(VirtualElement, CanBeMadeWithoutTheCallFilter) {
    m_request.systemCalls = SystemCalls::Free;
    const auto chip = open().value();
    EXPECT_NE(statusOf(chip->element().processId().value(), "Seccomp:").find('0'),
              std::string::npos);
}

TEST_F(VirtualElement, KeepsItsStateEncrypted) {
    {
        const auto chip = open().value();
        ASSERT_TRUE(chip->makeKeys());
    }
    // The maker's certificate lies in the chip's memory, and would be found.
    const auto state = contentsOf(in("state/tpm2-00.permall"));
    const auto& root = m_maker.root();
    EXPECT_EQ(state.find(std::string(root.begin() + 60, root.begin() + 90)), std::string::npos);
    std::filesystem::rename(in("state.key"), in("elsewhere.key"));
    EXPECT_EQ(refusal(), FailureCode::KeyUnavailable);
    std::ofstream(in("state.key")) << std::string(32, 'k');
    std::filesystem::permissions(in("state.key"), std::filesystem::perms::owner_read);
    EXPECT_EQ(refusal(), FailureCode::ChipUnavailable);
    m_request.keyFile = in("elsewhere.key");
    EXPECT_TRUE(open());
}

TEST_F(VirtualElement, RefusesFilesThatAreOpenToOthers) {
    (void)open().value();
    ::chmod(in("state.key").c_str(), 0640);
    EXPECT_EQ(refusal(), FailureCode::KeyUnavailable);
    ::chmod(in("state.key").c_str(), 0600);
    ::chmod(m_request.directory.c_str(), 0750);
    EXPECT_EQ(refusal(), FailureCode::NotConfigured);
    ::chmod(m_request.directory.c_str(), 0700);
    EXPECT_TRUE(open());
}

TEST_F(VirtualElement, RefusesDirectoriesItCantUse) {
    for (const std::string& bad : {std::string(), std::string("relative"),
                                   "/tmp/" + std::string(120, 'x'), std::string("/proc/chip")}) {
        m_request.directory = bad;
        EXPECT_EQ(refusal(), FailureCode::NotConfigured) << bad;
    }
}

TEST_F(VirtualElement, IsNotRunTwice) {
    const auto chip = open().value();
    EXPECT_EQ(refusal(), FailureCode::AlreadyRunning);
    EXPECT_TRUE(chip->makeKeys());
}

TEST_F(VirtualElement, RefusesWhatItDoesNotOffer) {
    m_request.algorithms = {Algorithm::EcP256,  Algorithm::EcP384, Algorithm::Rsa2048,
                            Algorithm::Rsa3072, Algorithm::Sha256, Algorithm::Sha384,
                            Algorithm::Hmac,    Algorithm::Aes128, Algorithm::Aes256};
    EXPECT_TRUE(open());
    for (const Algorithm algorithm : {Algorithm::Sm3, Algorithm::Sm4}) {
        m_request.algorithms = {algorithm};
        EXPECT_EQ(refusal(), FailureCode::NotConfigured);
    }
}

TEST_F(VirtualElement, ComesBackAfterACrashWithoutLoss) {
    const auto chip = open().value();
    const auto keys = chip->makeKeys().value();
    ASSERT_TRUE(chip->import(Slot::A, wrapped(keys.storage, keyOf(1))));
    const auto counted = chip->count().value();
    const auto before = chip->element().processId();
    ASSERT_TRUE(killElement(chip->element()));
    EXPECT_EQ(octetsOf(chip->derive(Slot::A, nonceOf(1)).value()), hmacOf(keyOf(1), nonceOf(1)));
    EXPECT_EQ(chip->makeKeys()->identity.name, keys.identity.name);
    EXPECT_GT(chip->count().value(), counted);
    EXPECT_EQ(chip->element().restarts(), 1);
    EXPECT_NE(chip->element().processId(), before);
}

TEST_F(VirtualElement, IsNotRestartedForEver) {
    m_request.restarts = 2;
    const auto chip = open().value();
    ASSERT_TRUE(chip->makeKeys());
    for (int i = 0; i < 2; ++i) {
        const auto process = chip->element().processId();
        ASSERT_TRUE(killElement(chip->element()));
        ASSERT_TRUE(eventually([&] {
            const auto now = chip->element().processId();
            return now && now != process;
        }));
        EXPECT_TRUE(chip->sign(nonceOf(1)));
    }
    ASSERT_TRUE(killElement(chip->element()));
    ASSERT_TRUE(eventually([&] { return !chip->element().processId(); }));
    const auto refused = chip->sign(nonceOf(1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, FailureCode::ChipUnavailable);
    EXPECT_EQ(chip->element().restarts(), 2);
}

TEST_F(VirtualElement, EndsWithItsManager) {
    auto chip = open().value();
    const pid_t process = chip->element().processId().value();
    chip.reset();
    EXPECT_TRUE(statusOf(process, "State:").empty());
}

// A process that is killed takes its element with it, and the next one can open it.
TEST_F(VirtualElement, EndsWithItsOwnersProcess) {
    int line[2];
    ASSERT_EQ(::pipe(line), 0);
    const pid_t owner = ::fork();
    ASSERT_GE(owner, 0);
    if (owner == 0) {
        const auto chip = open();
        const pid_t element = chip ? (*chip)->element().processId().value_or(0) : 0;
        [[maybe_unused]] const auto told = ::write(line[1], &element, sizeof(element));
        ::pause();
        ::_exit(0);
    }
    pid_t element = 0;
    ASSERT_EQ(::read(line[0], &element, sizeof(element)), static_cast<ssize_t>(sizeof(element)));
    ASSERT_GT(element, 0);
    ::kill(owner, SIGKILL);
    ::waitpid(owner, nullptr, 0);
    const auto chip = open();
    EXPECT_TRUE(chip) << chip.error().detail;
    // Gone, or ended and not yet collected by whoever inherited it.
    const auto state = statusOf(element, "State:");
    EXPECT_TRUE(state.empty() || state.find('Z') != std::string::npos) << state;
    ::close(line[0]);
    ::close(line[1]);
}

// An old copy of the directory is a chip like any other; its counter tells.
TEST_F(VirtualElement, PutBackFromACopyCountsLower) {
    crypto::tpm2::PublicArea attestation;
    {
        const auto chip = open().value();
        attestation = chip->makeKeys()->attestation;
        ASSERT_TRUE(chip->count());
    }
    std::filesystem::copy(m_request.directory, m_temporary.path() / "copy",
                          std::filesystem::copy_options::recursive);
    std::uint64_t known = 0;
    {
        const auto chip = open().value();
        ASSERT_TRUE(chip->count());
        ASSERT_TRUE(chip->count());
        known =
            checkCounter(chip->attestCounter(nonceOf(1)).value(), attestation, nonceOf(1)).value();
    }
    std::filesystem::remove_all(m_request.directory);
    std::filesystem::rename(m_temporary.path() / "copy", m_request.directory);
    const auto chip = open().value();
    const auto now =
        checkCounter(chip->attestCounter(nonceOf(2)).value(), attestation, nonceOf(2)).value();
    EXPECT_LT(now, known);
}

TEST_F(VirtualElement, IsLeftUnfinishedWhenItsMakerRefuses) {
    const auto refused = VirtualChip::open(
        m_request, [](const auto&) { return fail(FailureCode::HostUnreachable, "no maker"); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, FailureCode::HostUnreachable);
    EXPECT_EQ(VirtualChip::open(m_request).value()->factory().error().code,
              FailureCode::KeyUnavailable);
    EXPECT_TRUE(open().value()->factory());
}

}  // namespace
}  // namespace tappay::chip::virtual_element
