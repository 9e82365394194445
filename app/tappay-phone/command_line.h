#pragma once

#include <QtCore/QStringList>
#include <optional>

namespace tappay::phone {

struct CommandLine {
    QString directory;
    QString authority;  // PEM: who certifies the back end
    QString makers;     // PEM: who certifies security devices; none when it is empty
    QString pictures;   // folder for pictures of every state; empty: none
    bool reader = true, bluetooth = true;
    bool words = false, window = true;
};

// Nothing when the program ends here, with `status`.
std::optional<CommandLine> parseCommandLine(const QStringList& arguments, int& status);

}  // namespace tappay::phone
