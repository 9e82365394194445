#pragma once

#include <unistd.h>

#include <utility>

namespace tappay {

// Owns a file descriptor of the system and closes it; -1 is none.
class FileDescriptor {
public:
    explicit FileDescriptor(int number) : m_number(number) {}
    FileDescriptor(FileDescriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    FileDescriptor& operator=(FileDescriptor&&) = delete;
    ~FileDescriptor() {
        if (m_number >= 0) ::close(m_number);
    }
    [[nodiscard]] int get() const { return m_number; }
    [[nodiscard]] bool valid() const { return m_number >= 0; }

private:
    int m_number;
};

}  // namespace tappay
