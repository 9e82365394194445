#pragma once

#include <filesystem>

#include "base/log.h"
#include "link/back_end.h"
#include "terminal/terminal.h"

namespace tappay::terminal {

// Everything tappayd needs, as docs/configuration.md describes the file.
struct ProgramConfig {
    Config terminal;
    link::BackEndConfig backEnd;
    chip::Form chipForm = chip::Form::Software;
    std::filesystem::path chipDirectory;
    std::filesystem::path operatorSocket, tillSocket;
    std::string operatorGroup, tillGroup;  // who else may use them; empty: nobody
    LogLevel log = LogLevel::Info;
};

// Reads config.json, the parameters and the public keys it names; all paths in the result are
// absolute. NotConfigured with the name of the setting that is missing, unknown or wrong.
Result<ProgramConfig> readProgramConfig(const std::filesystem::path& file);

// The application and CA key lists, into `parameters`. Each CA key's check sum (SHA-1 over RID,
// index, modulus and exponent, EMV Book 2, 11.2) must be right.
Result<void> readParameters(const std::filesystem::path& file, emv::Parameters& parameters);

}  // namespace tappay::terminal
