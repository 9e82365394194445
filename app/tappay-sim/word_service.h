#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tappay::sim {

// Words that come as lines, on standard input and from whoever connects to a socket of this user;
// one line of answer for each.
class WordService {
public:
    using Answer = std::function<std::string(const std::string& word)>;

    // Empty: without a socket. NotConfigured.
    static Result<std::unique_ptr<WordService>> open(const std::string& socketPath, Answer answer);
    WordService(const WordService&) = delete;
    WordService& operator=(const WordService&) = delete;
    ~WordService();

    // Until `endDescriptor` becomes readable.
    void run(int endDescriptor);

private:
    WordService(std::string path, FileDescriptor listener, Answer answer);
    bool hear(int from);  // false when nobody speaks there any more

    const std::string m_path;
    const FileDescriptor m_listener;
    const Answer m_answer;
    std::map<int, std::string> m_speakers;  // what each has said of its next word
};

}  // namespace tappay::sim
