#pragma once

#include <QtCore/QCoreApplication>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sstream>

#include "backend/enrolment/enrolling_test.h"
#include "crypto/certificate.h"
#include "onboarding/cutting_line.h"
#include "terminal/onboarding/onboarding.h"

namespace tappay::test {

// A machine as tappayd runs it: chip, link and onboarding, with files that outlive it.
class Machine {
public:
    struct Place {
        std::filesystem::path directory;
        chip::Chip& chip;
        std::string url;
        std::vector<Bytes> authorities;
        const Clock& clock;
        Random& random;
        const Log& log;
    };
    Machine(const Place& place, Cut cut = {})
        : m_line(link::connectBackEnd({place.url, place.authorities}, place.chip, place.random,
                                      place.log),
                 cut),
          onboarding({place.directory, m_line, place.chip, place.clock, place.random, place.log}) {
        onboarding.onSecurity([this](const terminal::SecurityStatus&) { tell(); });
        onboarding.onStanding([this] { tell(); });
    }

    [[nodiscard]] link::BackEnd& line() { return m_line; }
    [[nodiscard]] bool wasCut() const { return m_line.wasCut(); }

    // What is shown once it is as wanted, or after 20 seconds.
    template <typename Wanted>
    terminal::SecurityStatus waitFor(Wanted wanted) {
        std::unique_lock lock(m_mutex);
        m_news.wait_for(lock, std::chrono::seconds(20), [&] { return wanted(onboarding); });
        return onboarding.security();
    }
    // The end of what was asked for.
    terminal::SecurityStatus settled() {
        return waitFor([](const terminal::Onboarding& it) {
            const auto now = it.security();
            return now.step == terminal::SecurityStep::Idle && (now.failure || now.signOn);
        });
    }
    terminal::SecurityStatus ready() {
        return waitFor([](const terminal::Onboarding& it) {
            return !it.trouble() && it.parameters() && it.security().signOn &&
                   it.security().step == terminal::SecurityStep::Idle;
        });
    }

private:
    void tell() {
        const std::scoped_lock lock(m_mutex);
        m_news.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_news;
    CuttingLine m_line;

public:
    terminal::Onboarding onboarding;  // last: its thread ends first
};

}  // namespace tappay::test
