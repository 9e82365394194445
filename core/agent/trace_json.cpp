#include "agent/trace_json.h"

#include <QtCore/QJsonArray>
#include <algorithm>

#include "agent/json.h"
#include "apdu/words.h"
#include "emv/trace/transcript.h"
#include "tlv/bits.h"
#include "tlv/dictionary.h"

namespace tappay::agent {

namespace {

using namespace emv::trace;

constexpr int kDeepest = 8;

QString hex(ByteView octets) {
    return text(toHex(octets));
}

std::string nameOf(tlv::Tag tag) {
    const tlv::Entry* const entry = tlv::lookUp(tag);
    return entry == nullptr ? "unknown" : std::string(entry->name);
}

bool isDol(tlv::Tag tag) {
    static constexpr std::array<tlv::Tag, 6> kDols{0x8C, 0x8D, 0x97, 0x9F38, 0x9F49, 0x9F4F};
    return std::ranges::find(kDols, tag) != kDols.end();
}

// What a value says, one thing a line; empty when the digits say it all.
std::string wordsOf(tlv::Tag tag, ByteView value) {
    std::string words;
    const auto add = [&words](const std::string& line) {
        words += (words.empty() ? "" : "\n") + line;
    };
    for (const tlv::Explained& it : tlv::explainValue(tag, value))
        add(it.field + ": " + it.meaning);
    if (isDol(tag))
        for (const auto& entry : tlv::parseDol(value).value_or(std::vector<tlv::DolEntry>{}))
            add(toHex(tlv::encodeTag(entry.tag)) + " " + nameOf(entry.tag) + ", " +
                std::to_string(entry.length));
    const bool printable = std::ranges::all_of(value, [](auto c) { return c >= 0x20 && c < 0x7F; });
    if (words.empty() && printable && tlv::formatOf(tag) == tlv::Format::Text)
        words = toText(value);
    return words;
}

void appendTree(QJsonArray& rows, ByteView objects, int depth = 0) {
    const auto items = tlv::parse(objects);
    if (!items || depth > kDeepest) return;
    for (const tlv::Item& item : *items) {
        const bool inside = item.constructed();
        rows.append(
            QJsonObject{{"depth", depth},
                        {"tag", hex(tlv::encodeTag(item.tag))},
                        {"name", text(nameOf(item.tag))},
                        {"length", static_cast<qint64>(item.value.size())},
                        {"value", inside ? QString() : hex(item.value)},
                        {"text", inside ? QString() : text(wordsOf(item.tag, item.value))}});
        if (inside) appendTree(rows, item.value, depth + 1);
    }
}

QJsonArray treeOf(ByteView objects) {
    QJsonArray rows;
    appendTree(rows, objects);
    return rows;
}

std::string failed(const Failure& failure) {
    return std::string(describe(failure.code).happened);
}

QJsonObject step(const char* kind, const std::string& words) {
    return {{"kind", kind}, {"text", text(words)}};
}

QJsonObject decision(std::string_view paragraph, std::string_view words) {
    return {{"kind", "decision"}, {"paragraph", text(paragraph)}, {"text", text(words)}};
}

QJsonObject toStep(const Exchange& exchange) {
    QJsonObject json{{"kind", "exchange"}, {"command", hex(exchange.command)}};
    if (const auto command = apdu::parseCommand(exchange.command))
        json.insert("name", text(apdu::nameOf(*command)));
    const auto answer = exchange.answer ? apdu::parseResponse(*exchange.answer)
                                        : fail(exchange.answer.error().code);
    const ByteView data = answer ? ByteView(answer->data) : ByteView();
    const apdu::Response status{{}, answer ? answer->sw : std::uint16_t{0}};
    json.insert("response", hex(data));
    json.insert("sw", answer ? hex(status.encode()) : QString());
    json.insert("meaning", text(answer ? apdu::meaningOf(answer->sw) : failed(answer.error())));
    json.insert("tree", treeOf(data));
    return json;
}

QJsonObject toStep(const ReaderPin& pin) {
    if (!pin.status) return step("person", "PIN on the reader: " + failed(pin.status.error()));
    return step("person", "PIN on the reader; the card: " + apdu::meaningOf(*pin.status));
}

QJsonObject toStep(const Choice& choice) {
    if (!choice.index)
        return step("person", "Choice of an application: " + failed(choice.index.error()));
    return step("person", "Chose application " + std::to_string(*choice.index + 1));
}

QJsonObject toStep(const PinEntered& pin) {
    const std::string whom =
        pin.whom == PinFor::Issuer ? "PIN for the issuer: " : "PIN for the card: ";
    if (!pin.entry) return step("person", whom + failed(pin.entry.error()));
    return step("person",
                whom + (*pin.entry == emv::PinEntry::Entered ? "entered" : "none entered"));
}

QJsonObject toStep(const Authorised& host) {
    QJsonObject json;
    if (!host.answer) {
        json = step("host", failed(host.answer.error()));
    } else {
        const emv::HostAnswer& answer = *host.answer;
        json = step("host", std::string(answer.approved ? "Approved" : "Declined") +
                                ", response code " + answer.responseCode);
        json.insert("issuerAuthentication", hex(answer.issuerAuthentication));
        json.insert("scripts", hex(answer.scripts));
    }
    json.insert("tree", treeOf(host.icc));
    return json;
}

QJsonObject toStep(const Expected& expected) {
    return step("host", expected.result ? "Written down that the card may pay by itself"
                                        : failed(expected.result.error()));
}

QJsonObject toStep(const Kept& kept) {
    auto json = step("host", kept.result ? "Approval without the issuer kept for delivery"
                                         : failed(kept.result.error()));
    json.insert("tree", treeOf(kept.icc));
    return json;
}

QJsonObject toStep(const OnExceptionFile& file) {
    return decision("Book 4, 6.3.5", file.listed ? "the card is on the exception file"
                                                 : "the card is not on the exception file");
}

QJsonObject toStep(const RecentAmount& recent) {
    return decision("Book 3, 10.6.1", "approved in this batch with the same card, minor units: " +
                                          std::to_string(recent.minor));
}

QJsonObject toStep(const Decided& decided) {
    return decision(decided.paragraph, decided.what);
}

// Only a replay has use for these; what was seen before is told as a decision.
QJsonObject toStep(const SeenBefore&) {
    return {};
}

QJsonObject toStep(const RandomOctets&) {
    return {};
}

QJsonObject toStep(const Verdict&) {
    return {};
}

QJsonObject runStep(const Transcript& run) {
    const bool contact = run.interface == emv::CardInterface::Contact;
    return step("run", std::string(contact ? "Card inserted, " : "Card tapped, ") +
                           run.transaction.amount.currency.alpha + " " +
                           formatMoney(run.transaction.amount));
}

QJsonObject endStep(const Ending& ending) {
    auto json = step(
        "end", ending.failure ? std::string(describe(*ending.failure).happened) : std::string());
    json.insert("decision", text(ending.decision));
    json.insert("responseCode", text(ending.responseCode));
    QJsonArray rows;
    for (const auto& [tag, value] : std::initializer_list<std::pair<tlv::Tag, ByteView>>{
             {0x95, ending.tvr}, {0x9B, ending.tsi}, {0x9F34, ending.cvmResults}})
        if (!value.empty()) appendTree(rows, tlv::encode(tag, value));
    json.insert("tree", rows);
    return json;
}

}  // namespace

Result<QJsonObject> traceToJson(const std::string& id, const std::string& kept) {
    const auto runs = parseTranscripts(kept);
    if (!runs) return fail(FailureCode::Internal, "trace: " + runs.error().detail);
    QJsonArray steps;
    for (const Transcript& run : *runs) {
        steps.append(runStep(run));
        for (const Note& note : run.notes) {
            const auto json = std::visit([](const auto& one) { return toStep(one); }, note);
            if (!json.isEmpty()) steps.append(json);
        }
        if (run.ending) steps.append(endStep(*run.ending));
    }
    return QJsonObject{{"id", text(id)}, {"steps", steps}, {"raw", text(kept)}};
}

}  // namespace tappay::agent
