#pragma once

#include <filesystem>

#include "base/log.h"
#include "terminal/terminal.h"

namespace tappay::terminal {

// Which chip is the terminal's. One form is never taken in the place of another.
struct ChipConfig {
    chip::Form form = chip::Form::Software;
    std::filesystem::path directory;  // of the software and virtual forms
    std::filesystem::path keyFile;    // of the virtual form; empty: inside the directory
    bool filtersSystemCalls = true;   // of the virtual form's process
    std::filesystem::path authority;  // of a TPM that came without; empty: it has one
    std::string transport;            // of a TPM: "device:/dev/tpmrm0"
};

// Everything tappayd needs, as docs/configuration.md describes the file.
struct ProgramConfig {
    Config terminal;
    std::string backEndUrl;
    ChipConfig chip;
    std::filesystem::path operatorSocket, tillSocket;
    std::filesystem::path browserSocket;  // empty: no web orders through a browser
    // Who else may use them; empty: nobody.
    std::string operatorGroup, tillGroup, browserGroup;
    LogLevel log = LogLevel::Info;
};

// Reads config.json; all paths in the result are absolute. NotConfigured with the name of the
// setting that is missing, unknown or wrong.
Result<ProgramConfig> readProgramConfig(const std::filesystem::path& file);

}  // namespace tappay::terminal
