#include "words.h"

#include <unistd.h>

#include <QtCore/QJsonDocument>
#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "protocol/confirmation_words.h"
#include "status_json.h"

namespace tappay::phone {

using companion::AddingView;
using Stage = companion::CurrentConfirmation::Stage;

namespace {

constexpr const char *kPhoneName = "Phone", *kDeviceName = "Security device";

std::string_view takeWord(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(word.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return word;
}

std::string orElse(std::string_view text, const char* otherwise) {
    return text.empty() ? std::string(otherwise) : std::string(text);
}

bool isDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Nothing where the word isn't one.
SecretBytes takePin(std::string_view& rest) {
    auto after = rest;
    const auto word = takeWord(after);
    if (!isDigits(word)) return {};
    rest = after;
    return SecretBytes(asBytes(word));
}

}  // namespace

Words::Words(companion::Companion& companion, bool alone,
             std::function<bool(const QString&)> picture)
    : m_companion(companion),
      m_alone(alone),
      m_picture(std::move(picture)),
      m_input(STDIN_FILENO, QSocketNotifier::Read) {
    m_input.setEnabled(false);
    connect(&m_input, &QSocketNotifier::activated, this, &Words::read);
}

void Words::begin() {
    print();
    m_input.setEnabled(true);
}

void Words::read() {
    char octets[4096];
    const auto count = ::read(STDIN_FILENO, octets, sizeof octets);
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) {
        m_input.setEnabled(false);
        Q_EMIT ended();
        return;
    }
    m_waiting.append(octets, static_cast<std::size_t>(count));
    wipe(std::span(reinterpret_cast<std::uint8_t*>(octets), sizeof octets));
    for (auto end = m_waiting.find('\n'); end != std::string::npos; end = m_waiting.find('\n')) {
        auto line = m_waiting.substr(0, end);
        m_waiting.erase(0, end + 1);
        follow(line);
        wipe(line);  // there may be a PIN in it
    }
}

void Words::follow(std::string_view line) {
    auto rest = line;
    const auto word = takeWord(rest);
    if (word == "pair") return pair(rest);
    if (word == "device") return device(rest);
    if (word == "confirm" || word == "again") return confirm(rest);
    if (word == "refuse") return refuse(rest);
    if (word == "report") return current([this](const auto& id) { m_companion.report(id); });
    if (word == "stop") return current([this](const auto& id) { m_companion.stopDevice(id); });
    if (word == "give-up") return current([this](const auto& id) { m_companion.giveUp(id); });
    if (word == "next") return current([this](const auto& id) { m_companion.putAway(id); });
    if (word == "leave") return m_companion.leave();
    if (word == "forget") return m_companion.forget();
    if (word == "list") {
        m_printed.clear();
        return print();
    }
    if (word == "picture" && m_picture) {
        if (!m_picture(QString::fromStdString(std::string(rest)))) mistake("picture");
        return;
    }
    if (word == "quit") {
        Q_EMIT ended();
        return;
    }
    if (!word.empty()) mistake("unknown word");
}

void Words::pair(std::string_view rest) {
    const auto text = takeWord(rest);
    const auto begun = m_companion.pair(text, orElse(rest, kPhoneName));
    if (!begun) mistake(describe(begun.error().code).name.data());
}

void Words::device(std::string_view rest) {
    const auto what = takeWord(rest);
    if (what == "add") return addDevice(rest);
    if (what == "forget") return m_companion.forgetDevice(std::string(takeWord(rest)));
    if (what == "same" || what == "other") return m_companion.compared(what == "same");
    mistake("device add|forget|same|other");
}

void Words::addDevice(std::string_view rest) {
    const auto way = takeWord(rest);
    if (way != "reader" && way != "bluetooth") return mistake("reader or bluetooth");
    auto pin = takePin(rest);
    m_adding = Adding{way == "reader" ? confirm::DeviceWay::Reader : confirm::DeviceWay::Bluetooth,
                      orElse(rest, kDeviceName), std::move(pin)};
    m_companion.lookForDevices();
}

// The first of the way that was asked for.
void Words::addFound() {
    const auto adding = m_companion.status().adding;
    if (!m_adding || adding.stage != AddingView::Stage::Choosing) return;
    const auto wanted = std::exchange(m_adding, std::nullopt);
    const auto found = std::ranges::find(adding.found, wanted->way, &confirm::FoundDevice::way);
    if (found == adding.found.end()) return mistake("no such device is there");
    m_companion.addDevice(*found, wanted->name, wanted->pin.clone());
}

void Words::confirm(std::string_view rest) {
    const auto pin = std::make_shared<SecretBytes>(takePin(rest));
    const auto devices = m_companion.status().devices;
    if (devices.empty()) return mistake("no security device was added");
    const auto wanted = rest.empty() ? devices.front().id : std::string(takeWord(rest));
    current([&](const auto& id) { m_companion.confirm(id, wanted, pin->clone()); });
}

void Words::refuse(std::string_view rest) {
    const auto text = takeWord(rest);
    const auto reason = std::ranges::find_if(protocol::kReasonWords, [&](const auto& one) {
        return one.second == (text.empty() ? "person" : text);
    });
    if (reason == protocol::kReasonWords.end() ||
        !protocol::belongs(reason->first, protocol::ConfirmationState::Refused))
        return mistake("no such reason");
    current([&](const auto& id) { m_companion.refuse(id, reason->first); });
}

template <typename Intent>
void Words::current(Intent intent) {
    const auto now = m_companion.status().current;
    if (!now) return mistake("nothing is to be confirmed");
    intent(now->entry.told.id);
}

void Words::print() {
    const auto status = m_companion.status();
    const auto line = QJsonDocument(toJson(status)).toJson(QJsonDocument::Compact);
    if (line != m_printed) {
        m_printed = line;
        std::printf("%s\n", line.constData());
        std::fflush(stdout);
    }
    addFound();
    if (!m_alone || !status.current) return;
    // Nobody looks at a screen: what is printed is seen.
    const auto id = status.current->entry.told.id;
    if (status.current->stage == Stage::Done)
        m_companion.putAway(id);
    else
        m_companion.look(id);
}

void Words::mistake(const char* what) const {
    std::printf("{\"mistake\":\"%s\"}\n", what);
    std::fflush(stdout);
}

}  // namespace tappay::phone
