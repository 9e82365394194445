#include "protocol/push.h"

#include <QtCore/QJsonArray>

#include "protocol/confirmation_words.h"
#include "protocol/pairing_object.h"
#include "protocol/phone_parts.h"

namespace tappay::protocol {

namespace {

constexpr std::int64_t kLastCursor = 1LL << 53U;  // what a JSON number can tell

Event readEvent(ObjectReader& reader) {
    const char* const what = reader.has("pairing") ? "pairing" : "confirmation";
    auto inner = reader.object(what);
    Event event;
    if (reader.has("pairing"))
        event = readPairing(inner);
    else
        event = readConfirmation(inner);
    reader.adopt(inner);
    return event;
}

QJsonObject toJson(const Event& event) {
    if (const auto* pairing = std::get_if<Pairing>(&event))
        return {{"pairing", pairingObject(*pairing)}};
    return {{"confirmation", confirmationObject(std::get<Confirmation>(event))}};
}

}  // namespace

std::string encode(const PushQuestion& question) {
    auto object = question.terminalId.empty()
                      ? senderObject("push_question", question.from)
                      : terminalObject("push_question", question.terminalId, question.from.time);
    object["cursor"] = static_cast<qint64>(question.cursor);
    object["wait"] = static_cast<qint64>(question.wait);
    return json(object);
}

std::string encode(const Events& events) {
    QJsonArray list;
    for (const auto& event : events.events)
        list.append(toJson(event));
    return json({{"type", "events"},
                 {"to", qt(events.to)},
                 {"cursor", static_cast<qint64>(events.cursor)},
                 {"events", list},
                 {"time", qt(events.time)},
                 {"asked", qt(events.asked)}});
}

Result<PushQuestion> decodePushQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "push_question"));
    PushQuestion question;
    if (reader.has("terminalId")) {
        question.terminalId = readTerminalId(reader);
        question.from.time = reader.text("time", isTime);
    } else {
        question.from = readSender(reader);
    }
    question.cursor = reader.integer("cursor", 0, kLastCursor);
    question.wait = reader.integer("wait", 0, kLongestWait);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<Events> decodeEvents(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "events"));
    Events events;
    events.to = reader.text("to", ascii(kTerminalId, 36));
    events.cursor = reader.integer("cursor", 0, kLastCursor);
    reader.each("events", [&](ObjectReader& event) { events.events.push_back(readEvent(event)); });
    if (events.events.size() > kMostEvents) reader.refuse("events");
    events.time = reader.text("time", isTime);
    events.asked = reader.text("asked", isTime);
    TAPPAY_CHECK(reader.status());
    return events;
}

}  // namespace tappay::protocol
