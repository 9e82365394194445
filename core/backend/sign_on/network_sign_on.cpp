#include "backend/sign_on/network_sign_on.h"

#include "backend/iso_messages.h"

namespace tappay::backend {

namespace {

Result<Bytes> workingKeysIn(const Exchange& exchange) {
    using enum Exchange::Outcome;
    switch (exchange.outcome) {
        case NotSent:
            return fail(FailureCode::HostUnreachable, "no connection to the network");
        case NoReply:
            return fail(FailureCode::HostTimeout, "the network did not answer the sign-on");
        case WrongMac:
        case Differing:
            return fail(FailureCode::HostAnswerInvalid,
                        "the network's answer to the sign-on: " + exchange.differing);
        case Replied:
            break;
    }
    if (const auto code = exchange.reply.text(39); code != "00")
        return fail(FailureCode::HostRefused, "the network answers the sign-on with " + code);
    const auto field62 = exchange.reply.binary(62);
    return Bytes(field62.begin(), field62.end());
}

}  // namespace

struct NetworkSignOn::Run {
    NetworkSignOnRequest request;
    Done done;
};

void NetworkSignOn::run(const EnrolledTerminal& terminal, bool givesKeys, Done done) {
    auto run = std::make_shared<Run>(
        NetworkSignOnRequest{terminal.terminalId, terminal.merchantId, terminal.transactionId},
        std::move(done));
    m_records.submit(
        [run, givesKeys](Records& records) -> Result<void> {
            auto& request = run->request;
            if (!givesKeys) {
                TAPPAY_TRY(batch, records.batchOf(request.terminalId));
                request.batch = batch;
                return {};
            }
            TAPPAY_TRY(trace, records.takeTrace(request.terminalId));
            request.batch = trace.batch;
            request.stan = trace.stan;
            return {};
        },
        [this, run, givesKeys](Result<void> result) {
            if (!result) return run->done(std::unexpected(std::move(result).error()));
            if (!givesKeys) return run->done(Outcome{run->request.batch, {}});
            send(run);
        });
}

void NetworkSignOn::send(const std::shared_ptr<Run>& run) {
    const auto sent =
        m_network.send(networkSignOn(run->request, m_config), [run](Exchange exchange) {
            auto keys = workingKeysIn(exchange);
            if (!keys) return run->done(std::unexpected(std::move(keys).error()));
            run->done(Outcome{run->request.batch, std::move(*keys)});
        });
    if (!sent) run->done(std::unexpected(sent.error()));
}

}  // namespace tappay::backend
