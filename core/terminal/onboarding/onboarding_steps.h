#pragma once

#include <filesystem>

#include "base/log.h"
#include "base/random.h"
#include "terminal/onboarding/enrol.h"
#include "terminal/onboarding/kept_parameters.h"
#include "terminal/onboarding/sign_on.h"
#include "terminal/onboarding/standing_board.h"
#include "terminal/onboarding/standing_files.h"

namespace tappay::terminal {

// Of one step, its questions and the chip's part.
constexpr std::chrono::seconds kOnboardingStepTime{25};

struct OnboardingParts {
    std::filesystem::path directory;
    link::BackEnd& backEnd;
    chip::Chip& chip;
    const Clock& clock;
    Random& random;
    const Log& log;
};

// The steps that make a machine a terminal and keep it one, each with its record. One thread; what
// comes of them is on the board.
class OnboardingSteps {
public:
    OnboardingSteps(OnboardingParts parts, StandingBoard& board);

    // What is known from before, without asking anybody.
    Result<void> load();

    Result<void> enrol(const std::string& code, const std::stop_token& stop);
    // Does whatever is missing, due or, with these, wanted.
    struct Wanted {
        bool signOn = false, newKey = false;
    };
    Result<void> bringUp(Wanted wanted, const std::stop_token& stop);

    [[nodiscard]] std::shared_ptr<SignOn> signedOn() const { return m_signOn; }
    void dropSignOn() { m_signOn.reset(); }
    // When the next step is due by itself.
    [[nodiscard]] std::optional<Time> due() const;

private:
    Result<void> readChip();
    Result<void> readRecord();
    Result<void> take(Enrolment enrolment);
    Result<void> keepEnrolment(Enrolment enrolment);
    Result<void> finishEnrolment(const std::stop_token& stop);
    void loadParameters();
    Result<void> fetchKey(const std::stop_token& stop);
    Result<void> signOn(const std::stop_token& stop);
    Result<void> signOnWith(const MasterKey& key, const std::stop_token& stop);
    Result<void> putToUse(const MasterKey& key);
    Result<void> fetchParameters(const std::stop_token& stop);
    void apply(Parameters parameters, Time at);

    [[nodiscard]] bool keyIsDue() const;
    [[nodiscard]] bool signOnIsDue() const;
    [[nodiscard]] OnboardingTools tools() const;
    void step(SecurityStep step);
    void note(SecurityChange::What what, const std::string& detail);

    OnboardingParts m_parts;
    StandingBoard& m_board;
    StandingFiles m_files;
    StandingRecord m_record;
    std::optional<chip::Factory> m_factory;
    std::optional<Enrolment> m_enrolment;
    std::shared_ptr<SignOn> m_signOn;
    std::optional<Time> m_signOnDue;
    std::shared_ptr<const Parameters> m_parameters;
    std::uint32_t m_newestParameters = 0;  // as the last sign-on has said
};

}  // namespace tappay::terminal
