#include "terminal/config_file.h"

#include "terminal/settings.h"

namespace tappay::terminal {

namespace {

void readWaits(Settings settings, Config& config) {
    constexpr int kLongest = 600;
    config.cardWait = std::chrono::seconds(settings.number("card", 1, kLongest));
    config.pinWait = std::chrono::seconds(settings.number("pin", 1, kLongest));
    config.pinKeyWait = std::chrono::seconds(settings.number("pinKey", 1, kLongest));
    config.hostWait = std::chrono::seconds(settings.number("host", 1, kLongest));
    if (settings.has("tapAgain"))
        config.tapAgainWait = std::chrono::seconds(settings.number("tapAgain", 1, kLongest));
    if (settings.has("phone"))
        config.phoneWait = std::chrono::seconds(settings.number("phone", 1, kLongest));
    (void)settings.check();
}

std::string readBackEnd(Settings settings) {
    auto url = settings.text("url");
    (void)settings.check();
    return url;
}

ChipConfig readChip(Settings settings) {
    ChipConfig config;
    const auto form = settings.text("form");
    if (form == "tpm") {
        config.form = chip::Form::Tpm;
        config.transport = settings.text("transport");
        if (settings.has("authority")) config.authority = settings.path("authority");
    } else if (form == "virtual") {
        config.form = chip::Form::Virtual;
        config.directory = settings.path("directory");
        if (settings.has("keyFile")) config.keyFile = settings.path("keyFile");
        if (settings.has("systemCalls")) {
            const auto calls = settings.text("systemCalls");
            config.filtersSystemCalls = calls != "free";
            if (calls != "free" && calls != "kill")
                settings.refuse("systemCalls", "neither \"kill\" nor \"free\"");
        }
    } else {
        if (form != "software")
            settings.refuse("form", "neither \"tpm\" nor \"virtual\" nor \"software\"");
        config.directory = settings.path("directory");
    }
    (void)settings.check();
    return config;
}

LogLevel readLogLevel(Settings& settings) {
    const auto name = settings.text("log");
    if (name == "debug") return LogLevel::Debug;
    if (name == "warning") return LogLevel::Warning;
    if (name == "error") return LogLevel::Error;
    if (name != "info") settings.refuse("log", "none of debug, info, warning, error");
    return LogLevel::Info;
}

}  // namespace

Result<ProgramConfig> readProgramConfig(const std::filesystem::path& file) {
    TAPPAY_TRY(settings, Settings::read(file));
    ProgramConfig config;
    config.terminal.directory = settings.path("directory").string();
    config.operatorSocket = settings.path("operatorSocket");
    config.operatorGroup = settings.optionalText("operatorGroup");
    config.tillSocket = settings.path("tillSocket");
    config.tillGroup = settings.optionalText("tillGroup");
    if (settings.has("browserSocket")) config.browserSocket = settings.path("browserSocket");
    config.browserGroup = settings.optionalText("browserGroup");
    config.log = readLogLevel(settings);
    config.terminal.operatorId = settings.text("operatorId", 2, 16);
    if (settings.has("keepTraces")) config.terminal.keepTraces = settings.flag("keepTraces");
    config.chip = readChip(settings.object("chip"));
    config.backEndUrl = readBackEnd(settings.object("backEnd"));
    readWaits(settings.object("waits"), config.terminal);
    TAPPAY_CHECK(settings.check());
    return config;
}

}  // namespace tappay::terminal
