#include "backend/group_commit.h"

#include <future>
#include <span>

namespace tappay::backend {

GroupCommit::GroupCommit(Records records, const Log& log)
    : m_records(std::move(records)), m_log(log), m_thread([this] { write(); }) {}

GroupCommit::~GroupCommit() {
    stop();
}

void GroupCommit::submit(Work work, Done done) {
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_stopping) {
            m_queue.push_back({std::move(work), std::move(done)});
            m_wake.notify_one();
            return;
        }
    }
    done(fail(FailureCode::JournalUnavailable, "shutting down"));
}

Result<void> GroupCommit::run(Work work) {
    std::promise<Result<void>> promise;
    submit(std::move(work), [&](Result<void> result) { promise.set_value(std::move(result)); });
    return promise.get_future().get();
}

void GroupCommit::stop() {
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
        m_wake.notify_one();
    }
    if (m_thread.joinable()) m_thread.join();
}

void GroupCommit::write() {
    std::vector<Job> batch;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty()) return;
            batch.swap(m_queue);
        }
        commitBatch(batch);
        batch.clear();
    }
}

void GroupCommit::commitBatch(std::vector<Job>& batch) {
    if (commitTogether(batch)) {
        for (auto& job : batch)
            job.done({});
        m_records.changes().announce();
        return;
    }
    // One job or the disk failed: give each its own transaction, so that one can't spoil the rest.
    for (auto& job : batch) {
        std::vector<Job> single;
        single.push_back(std::move(job));
        auto result = commitTogether(single);
        if (!result) {
            m_log.failure("records", result.error());
            m_records.changes().forget();
        }
        single.front().done(std::move(result));
        m_records.changes().announce();
    }
}

Result<void> GroupCommit::commitTogether(std::vector<Job>& batch) {
    m_records.changes().forget();
    TAPPAY_TRY(transaction, store::Transaction::begin(m_records.database()));
    for (auto& job : batch)
        TAPPAY_CHECK(job.work(m_records));
    return transaction.commit();
}

}  // namespace tappay::backend
