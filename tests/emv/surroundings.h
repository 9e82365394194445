#pragma once

#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "emv/kernel.h"
#include "emv/terminal_memory.h"
#include "emv/trace.h"

// The people and machines around the kernel, played by tests.
namespace tappay::emv::test {

// Its calendar stands still at 2026-11-22 10:11:12, local time of whatever machine runs the test.
class FixedClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        std::tm parts{};
        parts.tm_year = 2026 - 1900;
        parts.tm_mon = 10;
        parts.tm_mday = 22;
        parts.tm_hour = 10;
        parts.tm_min = 11;
        parts.tm_sec = 12;
        parts.tm_isdst = -1;
        return std::chrono::system_clock::from_time_t(std::mktime(&parts));
    }
    // Goes on by this each time it is looked at.
    std::chrono::milliseconds each{0};
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
        return m_monotonic += each;
    }

private:
    mutable std::chrono::steady_clock::time_point m_monotonic;
};

// Gives the octets of `script`, then zeros.
class ScriptedRandom final : public Random {
public:
    Bytes script = {0xA1, 0xB2, 0xC3, 0xD4};
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& octet : bytes)
            octet = m_at < script.size() ? script[m_at++] : 0x00;
    }

private:
    std::size_t m_at = 0;
};

class FakeCardholder final : public Cardholder {
public:
    Result<std::size_t> choice = 0;
    Result<PinEntry> pin = PinEntry::Entered;
    std::vector<Step> steps;
    std::vector<std::vector<std::string>> offered;
    std::vector<PinRequest> pinRequests;
    std::function<void(Step)> onStep;

    void progress(Step step) override {
        steps.push_back(step);
        if (onStep) onStep(step);
    }
    Result<std::size_t> chooseApplication(std::span<const ApplicationChoice> choices) override {
        std::vector<std::string>& labels = offered.emplace_back();
        for (const ApplicationChoice& one : choices)
            labels.push_back(one.label);
        return choice;
    }
    int notAccepted = 0;
    void applicationNotAccepted() override { ++notAccepted; }
    Result<PinEntry> enterOnlinePin(const PinRequest& request) override {
        pinRequests.push_back(request);
        return pin;
    }
    // The digits entered one attempt after the other; none left means bypassed.
    std::vector<std::string> offlinePins;
    int asksOnReader = 0;
    Result<OfflinePin> enterOfflinePin(const PinRequest& request) override {
        pinRequests.push_back(request);
        if (!pin) return std::unexpected(pin.error());
        if (offlinePins.empty()) return OfflinePin{};
        OfflinePin entered{PinEntry::Entered, SecretBytes(asBytes(offlinePins.front()))};
        offlinePins.erase(offlinePins.begin());
        return entered;
    }
    void pinOnReader(const PinRequest& request) override {
        pinRequests.push_back(request);
        ++asksOnReader;
    }
};

class FakeHost final : public Host {
public:
    Result<HostAnswer> answer = HostAnswer{true, "00", {}, {}};
    int asked = 0;
    std::string pan, track2, expiry, icc;
    std::optional<std::string> panSequence;
    bool pinEntered = false;
    CardInterface interface = CardInterface::Contact;
    RiskSignals risk;
    std::function<void()> onAsk;

    Result<HostAnswer> authorise(HostRequest request) override {
        ++asked;
        if (onAsk) onAsk();
        pan = toText(request.pan.view());
        track2 = toText(request.track2.view());
        expiry = request.expiry;
        icc = toHex(request.icc);
        panSequence = request.panSequence;
        pinEntered = request.pinEntered;
        interface = request.interface;
        risk = request.risk;
        return answer;
    }
    Result<void> expecting, keeping;
    int expected = 0;
    Result<void> expectOfflineApproval() override {
        ++expected;
        return expecting;
    }
    int kept = 0;
    std::string keptIcc;
    Result<void> keepOfflineApproval(HostRequest request) override {
        ++kept;
        icc = keptIcc = toHex(request.icc);
        interface = request.interface;
        risk = request.risk;
        return keeping;
    }
};

class FakeMemory final : public TerminalMemory {
public:
    std::string listedPan;     // on the exception file
    std::int64_t earlier = 0;  // approved before with the same card
    std::string askedPan, askedSequence;

    bool isOnExceptionFile(ByteView pan, std::string_view panSequence) override {
        askedPan = toText(pan);
        askedSequence = panSequence;
        return askedPan == listedPan;
    }
    std::int64_t recentAmount(ByteView pan) override {
        askedPan = toText(pan);
        return earlier;
    }
    Seen seen;
    int sightings = 0;
    std::uint16_t seenCounter = 0;
    std::string seenNumber;
    Seen see(ByteView pan, std::string_view panSequence, std::uint16_t atc,
             ByteView unpredictableNumber) override {
        askedPan = toText(pan);
        askedSequence = panSequence;
        seenCounter = atc;
        seenNumber = toHex(unpredictableNumber);
        ++sightings;
        return seen;
    }
};

// Keeps what it hears, "paragraph: what".
class RecordingTrace final : public Trace {
public:
    std::vector<std::string> heard;

    void decided(std::string_view paragraph, std::string_view what) override {
        heard.push_back(std::string(paragraph) + ": " + std::string(what));
    }
    Bytes verdict(std::string_view, const std::function<Bytes()>& find) override { return find(); }
};

inline ActionCode actionCode(std::string_view hex) {
    const Bytes octets = *fromHex(hex);
    ActionCode code{};
    std::copy_n(octets.begin(), code.size(), code.begin());
    return code;
}

// A shop's terminal that knows one application.
inline Parameters shopParameters() {
    Parameters parameters;
    parameters.terminal.currency = *currencyByAlpha("CNY");
    parameters.terminal.terminalId = "10000001";
    parameters.terminal.merchantId = "898310054110001";
    parameters.terminal.merchantName = "Corner Shop";
    parameters.terminal.ifdSerial = "TP000001";
    parameters.terminal.acquirerId = "48021000";
    AidParameters debit;
    debit.aid = *fromHex("A000000333010101");
    debit.tacDefault = actionCode("D84000A800");
    debit.tacDenial = actionCode("0010000000");
    debit.tacOnline = actionCode("D84004F800");
    parameters.aids = {debit};
    return parameters;
}

inline Transaction sale(std::int64_t minor) {
    Transaction transaction;
    transaction.amount = {minor, *currencyByAlpha("CNY")};
    transaction.sequence = 42;
    return transaction;
}

}  // namespace tappay::emv::test
