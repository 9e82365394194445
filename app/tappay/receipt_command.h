#pragma once

namespace tappay::app {

struct CommandLine;

// `tappay --receipt ID --pdf FILE`: exit status 0 when the file is written, 1 with the reason on
// stderr otherwise.
int writeReceipt(const CommandLine& line);

}  // namespace tappay::app
