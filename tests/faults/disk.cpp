#include "faults/disk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "faults/sqlite_layer.h"

namespace tappay::faults {

namespace {

struct Registry {
    std::mutex mutex;
    std::map<std::string, Disk*> disks;  // by directory
};

Registry& registry() {
    static Registry all;
    return all;
}

bool isLog(const std::string& path) {
    return path.ends_with("-wal");
}

}  // namespace

Disk::Disk(std::filesystem::path directory, Fate& fate, Part owner, Points points)
    : m_directory(std::move(directory)), m_fate(fate), m_owner(owner), m_points(points) {
    installSqliteLayer();
    const std::lock_guard lock(registry().mutex);
    registry().disks[m_directory.string()] = this;
}

Disk::~Disk() {
    const std::lock_guard lock(registry().mutex);
    registry().disks.erase(m_directory.string());
}

Disk* Disk::of(const std::string& path) {
    const std::lock_guard lock(registry().mutex);
    const auto found = registry().disks.find(std::filesystem::path(path).parent_path().string());
    return found == registry().disks.end() ? nullptr : found->second;
}

void Disk::wrote(const std::string& path, std::int64_t at, Bytes before, Bytes after,
                 std::int64_t sizeBefore) {
    const std::lock_guard lock(m_mutex);
    m_unflushed[path].push_back({at, std::move(before), std::move(after), sizeBefore});
}

int Disk::flush(const std::string& path) {
    if (!powered()) return SQLITE_IOERR_FSYNC;
    if (isLog(path)) {
        const auto cut = m_fate.reach(m_points.before, "");
        if (!powered() || (cut && cut->part == Part::JournalDisk)) return SQLITE_IOERR_FSYNC;
    }
    forget(path);
    if (isLog(path)) (void)m_fate.reach(m_points.after, "");
    return powered() ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

void Disk::forget(const std::string& path) {
    const std::lock_guard lock(m_mutex);
    m_unflushed.erase(path);
}

void Disk::settle(std::mt19937_64& chance) {
    const std::lock_guard lock(m_mutex);
    for (const auto& [path, writes] : m_unflushed) {
        const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
        if (file < 0) continue;
        for (auto write = writes.rbegin(); write != writes.rend(); ++write) {
            (void)::pwrite(file, write->before.data(), write->before.size(), write->at);
            (void)::ftruncate(file, write->sizeBefore);
        }
        for (const auto& write : writes)
            if (chance() % 2 == 0)
                (void)::pwrite(file, write.after.data(), write.after.size(), write.at);
        ::close(file);
    }
    m_unflushed.clear();
    // The index of the log is memory, not disk.
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(m_directory, ignored))
        if (entry.path().string().ends_with("-shm")) std::filesystem::remove(entry.path(), ignored);
}

}  // namespace tappay::faults
