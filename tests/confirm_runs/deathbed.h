#pragma once

#include <filesystem>

namespace tappay::test {

// A program's directory and the moment it was killed: whatever the code still does afterwards, on
// its way out of its functions, never was.
class Deathbed {
public:
    explicit Deathbed(std::filesystem::path directory)
        : m_directory(std::move(directory)), m_kept(m_directory.string() + ".at-death") {}

    void die() {
        if (m_dead) return;
        m_dead = true;
        std::filesystem::remove_all(m_kept);
        std::filesystem::copy(m_directory, m_kept, std::filesystem::copy_options::recursive);
    }
    [[nodiscard]] bool isDead() const { return m_dead; }
    // The disk as it was then; nothing has it open.
    void rise() {
        if (!m_dead) return;
        std::filesystem::remove_all(m_directory);
        std::filesystem::rename(m_kept, m_directory);
        m_dead = false;
    }
    [[nodiscard]] const std::filesystem::path& directory() const { return m_directory; }

private:
    std::filesystem::path m_directory, m_kept;
    bool m_dead = false;
};

}  // namespace tappay::test
