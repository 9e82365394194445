#include "backend/cardholders/card_proofs.h"

#include <algorithm>

#include "backend/confirm/pay.h"
#include "backend/iso_messages.h"
#include "base/pan.h"
#include "tlv/tlv.h"

namespace tappay::backend {

namespace {

constexpr tlv::Tag kUnpredictableNumber = 0x9F37, kAmount = 0x9F02, kType = 0x9C,
                   kInformation = 0x9F27, kCurrency = 0x5F2A;
constexpr std::uint8_t kInquiry = 0x31, kArqc = 0x80;

std::unexpected<Failure> notProven(std::string why) {
    return fail(FailureCode::CardNotProven, std::move(why));
}

bool is(const std::vector<tlv::Item>& items, tlv::Tag tag, ByteView value) {
    const auto found = tlv::find(items, tag);
    return found && std::ranges::equal(*found, value);
}

// That the card has answered to this challenge at this terminal, and to nothing that costs
// anything.
Result<void> checkAnswer(ByteView icc, const protocol::CardProof& proof) {
    const auto items = tlv::parse(icc);
    if (!items) return notProven("the card's data are no data objects");
    const auto number = protocol::challengedNumber(proof.challenge, proof.terminalId);
    if (!is(*items, kUnpredictableNumber, number)) return notProven("another challenge");
    if (!is(*items, kAmount, Bytes(6, 0x00))) return notProven("not amount zero");
    if (!is(*items, kType, Bytes{kInquiry})) return notProven("not an inquiry");
    if (!is(*items, kInformation, Bytes{kArqc})) return notProven("not for the issuer");
    return {};
}

Result<Currency> currencyIn(ByteView icc) {
    TAPPAY_TRY(items, tlv::parse(icc));
    const auto digits = toHex(tlv::find(items, kCurrency).value_or(ByteView{}));
    return currencyByNumeric(static_cast<std::uint16_t>(std::atoi(digits.c_str())));
}

Result<IssuerWord> wordIn(const Exchange& exchange) {
    using enum Exchange::Outcome;
    switch (exchange.outcome) {
        case NotSent:
            return fail(FailureCode::HostUnreachable, "no connection to the network");
        case NoReply:
            return fail(FailureCode::HostTimeout, "the network did not answer the inquiry");
        case WrongMac:
        case Differing:
            return fail(FailureCode::HostAnswerInvalid,
                        "the network's answer to the inquiry: " + exchange.differing);
        case Replied:
            break;
    }
    const auto code = exchange.reply.text(39);
    if (code != "00") return notProven("the issuer answers " + code);
    const auto icc = exchange.reply.binary(55);
    return IssuerWord{code, Bytes(icc.begin(), icc.end())};
}

}  // namespace

struct CardProofs::Run {
    protocol::CardProof proof;
    BalanceInquiry inquiry;
    protocol::CardData card;
    ProvenCard proven;
    Done done;
};

void CardProofs::prove(const EnrolledTerminal& from, protocol::CardProof proof, Done done) {
    if (!m_challenges.take(from.keyId, proof.challenge))
        return done(notProven("no such challenge, or it was used"));
    protocol::ReceivedAuthorisation received;
    received.request.key = proof.key;
    received.request.terminalId = proof.terminalId;
    received.request.entryMode = proof.entryMode;
    received.session = proof.session;
    received.sealed = std::move(proof.sealed);
    auto run = std::make_shared<Run>();
    run->inquiry.terminalId = from.terminalId;
    run->inquiry.merchantId = from.merchantId;
    run->inquiry.entryMode = proof.entryMode;
    run->proof = std::move(proof);
    run->done = std::move(done);
    m_unsealing.open(std::move(received), [this, run](Result<OpenedAuthorisation> opened) {
        if (!opened) return run->done(std::unexpected(std::move(opened).error()));
        if (auto taken = take(*run, std::move(*opened)); !taken)
            return run->done(std::unexpected(std::move(taken).error()));
        askIssuer(run);
    });
}

Result<void> CardProofs::take(Run& run, OpenedAuthorisation opened) const {
    run.card = std::move(opened.request.card);
    TAPPAY_CHECK(checkAnswer(run.card.icc, run.proof));
    TAPPAY_TRY(currency, currencyIn(run.card.icc));
    TAPPAY_TRY(hash, m_vault.panHash(run.card.pan.view()));
    run.inquiry.currency = currency;
    const auto pan = run.card.pan.view();
    run.proven = {std::move(hash), maskPan({reinterpret_cast<const char*>(pan.data()), pan.size()}),
                  run.proof.label, currency};
    if (m_keepsCards) {
        const KeptCard card{run.card.pan.clone(), run.card.expiry,
                            run.card.panSequence.value_or("")};
        TAPPAY_TRY(sealed, sealBoundCard(m_vault, card, run.proven.panHash));
        run.proven.kept = std::move(sealed);
    }
    return {};
}

void CardProofs::askIssuer(const RunPtr& run) {
    m_records.submit(
        [run](Records& records) -> Result<void> {
            TAPPAY_TRY(trace, records.takeTrace(run->inquiry.terminalId));
            run->inquiry.batch = trace.batch;
            run->inquiry.stan = trace.stan;
            return {};
        },
        [this, run](Result<void> result) {
            if (!result) return run->done(std::unexpected(std::move(result).error()));
            send(run);
        });
}

void CardProofs::send(const RunPtr& run) {
    const auto message = balanceInquiry(run->card, run->inquiry, m_config);
    run->card = {};
    auto sent = m_link.send(message, [run](const Exchange& exchange) {
        auto word = wordIn(exchange);
        if (!word) return run->done(std::unexpected(std::move(word).error()));
        run->done(Proven{std::move(run->proven), std::move(*word)});
    });
    if (!sent) run->done(std::unexpected(std::move(sent).error()));
}

}  // namespace tappay::backend
