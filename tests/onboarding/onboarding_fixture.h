#pragma once

#include "backend/parameters/parameters.h"
#include "onboarding/machine.h"
#include "terminal/documented_example.h"

namespace tappay::test {

// A back end that takes terminals in and has parameters for them, and one machine.
class OnboardingTest : public EnrollingTest {
protected:
    OnboardingTest() {
        std::filesystem::create_directory(home());
        openChip();
    }
    void SetUp() override {
        EnrollingTest::SetUp();
        setParameters(3);
    }

    [[nodiscard]] std::filesystem::path home() const { return m_installation.file("machine"); }
    [[nodiscard]] std::filesystem::path chipHome() const { return m_installation.file("chip"); }
    void openChip() {
        m_chip.reset();
        if (!std::filesystem::exists(chipHome())) newChip("chip");
        m_chip = chip::openSoftwareChip(chipHome()).value();
    }

    [[nodiscard]] std::vector<Bytes> certificatesIn(const char* name) const {
        std::ostringstream pem;
        pem << std::ifstream(m_installation.file(name)).rdbuf();
        return crypto::certificatesFromPem(pem.str()).value();
    }
    std::unique_ptr<Machine> machine(Cut cut = {}) {
        auto made = std::make_unique<Machine>(
            Machine::Place{home(), *m_chip,
                           "https://localhost:" + std::to_string(m_backend->port()),
                           certificatesIn("ca.pem"), m_time, m_systemRandom, m_log},
            cut);
        made->onboarding.start().value();
        return made;
    }
    // Enrolled, with everything.
    std::unique_ptr<Machine> terminalMachine() {
        auto made = machine();
        made->onboarding.enrol(code()).value();
        const auto shown = made->ready();
        EXPECT_FALSE(shown.failure) << shown.failure->detail;
        EXPECT_FALSE(made->onboarding.trouble()) << made->onboarding.trouble()->detail;
        return made;
    }

    static std::string parametersOf(int version, const std::string& profile = "test") {
        auto json = terminal::testing::exampleUnder("## Parameters");
        const auto change = [&](const std::string& what, const std::string& by) {
            json.replace(json.find(what), what.size(), by);
        };
        const auto keys = json.find("\"caKeys\": [") + 11;
        json.erase(keys, json.find(']', keys) - keys);
        change("\"version\": 3", "\"version\": " + std::to_string(version));
        change("\"profile\": \"test\"", "\"profile\": \"" + profile + "\"");
        return json;
    }
    void setParameters(int version, const std::string& profile = "test") {
        const auto set = backend::readParameterSet(parametersOf(version, profile));
        ASSERT_TRUE(set) << set.error().detail;
        const auto added = terminals().addParameters(*set, "operator test", now());
        ASSERT_TRUE(added) << added.error().detail;
    }

    int m_argc = 0;
    QCoreApplication m_application{m_argc, nullptr};
    crypto::SystemRandom m_systemRandom;
    std::unique_ptr<chip::Chip> m_chip;
};

}  // namespace tappay::test
