#pragma once

#include <atomic>

#include "link/back_end.h"

namespace tappay::test {

// Where a machine loses its power: at the `at`th question about itself, before it leaves or when
// its answer has been lost. 0: never.
struct Cut {
    int at = 0;
    bool delivered = false;
};

// The way to the back end until the cut; nothing passes afterwards.
class CuttingLine : public link::BackEnd {
public:
    CuttingLine(std::unique_ptr<link::BackEnd> line, Cut cut)
        : m_line(std::move(line)), m_cut(cut) {}

    [[nodiscard]] bool wasCut() const { return m_dark; }

    Result<std::string> ask(const std::string& path, const std::string& body,
                            const Deadline& deadline) override {
        if (m_dark) return fail(FailureCode::HostUnreachable, "dark");
        const bool cutHere = ++m_asked == m_cut.at;
        if (cutHere && !m_cut.delivered) m_dark = true;
        if (m_dark) return fail(FailureCode::HostUnreachable, "dark");
        auto answer = m_line->ask(path, body, deadline);
        if (!cutHere) return answer;
        m_dark = true;
        return fail(FailureCode::HostTimeout, "dark");
    }
    Result<void> identify(link::TerminalIdentity identity) override {
        return m_line->identify(std::move(identity));
    }
    Result<protocol::PaymentAnswer> authorise(const protocol::AuthorisationRequest& request,
                                              const protocol::SignOnSeal* seal,
                                              const Deadline& deadline,
                                              link::Channel* through) override {
        return m_line->authorise(request, seal, deadline, through);
    }
    Result<protocol::PaymentAnswer> capture(const std::string& key, const std::string& cryptogram,
                                            const Deadline& deadline,
                                            link::Channel* through) override {
        return m_line->capture(key, cryptogram, deadline, through);
    }
    Result<std::string> sealCard(const std::string& key, const protocol::CardData& card) override {
        return m_line->sealCard(key, card);
    }
    Result<protocol::PaymentAnswer> advise(protocol::AdviceRequest request,
                                           const std::string& sealed,
                                           const Deadline& deadline) override {
        return m_line->advise(std::move(request), sealed, deadline);
    }
    Result<protocol::PaymentAnswer> status(const std::string& key,
                                           const Deadline& deadline) override {
        return m_line->status(key, deadline);
    }
    Result<protocol::PaymentAnswer> undo(const std::string& key, protocol::UndoReason reason,
                                         const Deadline& deadline) override {
        return m_line->undo(key, reason, deadline);
    }
    [[nodiscard]] link::LinkState state() const override { return m_line->state(); }
    void onStateChange(std::function<void(const link::LinkState&)> listener) override {
        m_line->onStateChange(std::move(listener));
    }

private:
    std::unique_ptr<link::BackEnd> m_line;
    Cut m_cut;
    std::atomic<int> m_asked = 0;
    std::atomic<bool> m_dark = false;
};

}  // namespace tappay::test
