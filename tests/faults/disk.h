#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "faults/fate.h"

namespace tappay::faults {

// The disk of one machine, under the real SQLite of the product: a layer between SQLite and the
// files of one directory. When the power goes nothing more is written, and what had been written
// but not flushed is there or not, piece by piece. Flushing costs no time.
class Disk {
public:
    struct Points {
        Point before, after;  // of flushing the write-ahead log, which is what makes a commit
    };
    Disk(std::filesystem::path directory, Fate& fate, Part owner, Points points);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    // After the owner lost its power and let go of its files: what is found when it comes back.
    void settle(std::mt19937_64& chance);

    // For the layer below SQLite; the numbers are its result codes.
    static Disk* of(const std::string& path);
    [[nodiscard]] bool powered() const { return m_fate.on(m_owner); }
    void wrote(const std::string& path, std::int64_t at, Bytes before, Bytes after,
               std::int64_t sizeBefore);
    int flush(const std::string& path);
    void forget(const std::string& path);

private:
    struct Write {
        std::int64_t at;
        Bytes before, after;
        std::int64_t sizeBefore;
    };

    const std::filesystem::path m_directory;
    Fate& m_fate;
    const Part m_owner;
    const Points m_points;
    std::mutex m_mutex;
    std::map<std::string, std::vector<Write>> m_unflushed;
};

}  // namespace tappay::faults
