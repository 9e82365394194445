#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "backend/records.h"
#include "base/log.h"

namespace tappay::backend {

// The one writer. While a transaction is being flushed to the disk the next jobs gather; then all
// of them share one commit. So the batch follows the load and nobody waits for a timer.
class GroupCommit {
public:
    // Runs on the writer thread. May run a second time in a transaction of its own when another job
    // of the batch failed, so it must overwrite and not add to what its first run left behind.
    using Work = std::move_only_function<Result<void>(Records&)>;
    // On the writer thread, in the order of submission, after the commit has reached the disk. A
    // failure says that nothing of this job is stored.
    using Done = std::move_only_function<void(Result<void>)>;

    GroupCommit(Records records, const Log& log);
    ~GroupCommit();
    GroupCommit(const GroupCommit&) = delete;
    GroupCommit& operator=(const GroupCommit&) = delete;

    void submit(Work work, Done done);
    // Waits for the commit. Not from the writer thread.
    Result<void> run(Work work);
    // Finishes what was submitted and refuses more (JournalUnavailable).
    void stop();

private:
    struct Job {
        Work work;
        Done done;
    };
    void write();
    void commitBatch(std::vector<Job>& batch);
    Result<void> commitTogether(std::vector<Job>& batch);

    Records m_records;
    const Log& m_log;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Job> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace tappay::backend
