#include "faults/sqlite_layer.h"

#include <sqlite3.h>

#include <mutex>
#include <new>

#include "faults/disk.h"

// A virtual file system of SQLite (sqlite.org/vfs.html) over the one of this platform.
namespace tappay::faults {

namespace {

struct File {
    sqlite3_file base;  // first: SQLite casts
    Disk* disk;         // none for files of nobody's machine
    std::string* path;
    sqlite3_file* real;  // in the octets that follow
};

File* of(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}
sqlite3_file* realOf(sqlite3_file* file) {
    return of(file)->real;
}
bool dark(sqlite3_file* file) {
    return of(file)->disk != nullptr && !of(file)->disk->powered();
}
sqlite3_vfs* platform() {
    static sqlite3_vfs* const kPlatform = sqlite3_vfs_find(nullptr);
    return kPlatform;
}

int closeFile(sqlite3_file* file) {
    const int status = realOf(file)->pMethods->xClose(realOf(file));
    delete of(file)->path;
    return status;
}
int readFile(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    if (dark(file)) return SQLITE_IOERR_READ;
    return realOf(file)->pMethods->xRead(realOf(file), to, size, at);
}
int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    if (dark(file)) return SQLITE_IOERR_WRITE;
    auto* real = realOf(file);
    if (of(file)->disk != nullptr) {
        sqlite3_int64 length = 0;
        real->pMethods->xFileSize(real, &length);
        Bytes before(static_cast<std::size_t>(size));
        const int status = real->pMethods->xRead(real, before.data(), size, at);
        if (status != SQLITE_OK && status != SQLITE_IOERR_SHORT_READ) return status;
        const auto* octets = static_cast<const std::uint8_t*>(from);
        of(file)->disk->wrote(*of(file)->path, at, std::move(before), {octets, octets + size},
                              length);
    }
    return real->pMethods->xWrite(real, from, size, at);
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    if (dark(file)) return SQLITE_IOERR_TRUNCATE;
    if (of(file)->disk != nullptr) of(file)->disk->forget(*of(file)->path);
    return realOf(file)->pMethods->xTruncate(realOf(file), size);
}
int syncFile(sqlite3_file* file, int flags) {
    if (of(file)->disk != nullptr) return of(file)->disk->flush(*of(file)->path);
    return realOf(file)->pMethods->xSync(realOf(file), flags);
}
int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return realOf(file)->pMethods->xFileSize(realOf(file), size);
}
int lockFile(sqlite3_file* file, int level) {
    return realOf(file)->pMethods->xLock(realOf(file), level);
}
int unlockFile(sqlite3_file* file, int level) {
    return realOf(file)->pMethods->xUnlock(realOf(file), level);
}
int checkReserved(sqlite3_file* file, int* out) {
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), out);
}
int control(sqlite3_file* file, int operation, void* argument) {
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}
int sectorSize(sqlite3_file* file) {
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}
// Nothing beyond the least is promised, so that SQLite takes no short cuts.
int characteristics(sqlite3_file* /*file*/) {
    return 0;
}
int mapShared(sqlite3_file* file, int page, int size, int extend, volatile void** out) {
    return realOf(file)->pMethods->xShmMap(realOf(file), page, size, extend, out);
}
int lockShared(sqlite3_file* file, int offset, int count, int flags) {
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}
void barrier(sqlite3_file* file) {
    realOf(file)->pMethods->xShmBarrier(realOf(file));
}
int unmapShared(sqlite3_file* file, int remove) {
    return realOf(file)->pMethods->xShmUnmap(realOf(file), remove);
}

constexpr sqlite3_io_methods kMethods{
    2,          closeFile,  readFile,      writeFile, truncateFile, syncFile,        fileSize,
    lockFile,   unlockFile, checkReserved, control,   sectorSize,   characteristics, mapShared,
    lockShared, barrier,    unmapShared,   nullptr,   nullptr};

int openFile(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* out) {
    auto* mine = new (file) File{};
    mine->disk = name == nullptr ? nullptr : Disk::of(name);
    if (dark(file)) return SQLITE_CANTOPEN;
    mine->real = reinterpret_cast<sqlite3_file*>(mine + 1);
    const int status = platform()->xOpen(platform(), name, mine->real, flags, out);
    // The platform may have opened something even when it failed.
    if (mine->real->pMethods == nullptr) return status;
    mine->path = new std::string(name == nullptr ? "" : name);
    mine->base.pMethods = &kMethods;
    return status;
}

int deleteFile(sqlite3_vfs* /*vfs*/, const char* name, int syncDirectory) {
    if (auto* disk = Disk::of(name); disk != nullptr) {
        if (!disk->powered()) return SQLITE_IOERR_DELETE;
        disk->forget(name);
        syncDirectory = 0;
    }
    return platform()->xDelete(platform(), name, syncDirectory);
}

}  // namespace

void installSqliteLayer() {
    static std::once_flag once;
    std::call_once(once, [] {
        static sqlite3_vfs layer = *platform();
        layer.szOsFile = static_cast<int>(sizeof(File)) + platform()->szOsFile;
        layer.zName = "tappay-faults";
        layer.pNext = nullptr;
        layer.xOpen = openFile;
        layer.xDelete = deleteFile;
        sqlite3_vfs_register(&layer, 1);
    });
}

}  // namespace tappay::faults
