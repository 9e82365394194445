#include "terminal/onboarding/standing_files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>
#include <limits>

#include "base/private_file.h"
#include "protocol/object_reader.h"
#include "protocol/time.h"

namespace tappay::terminal {

namespace {

constexpr const char *kRecord = "enrolment.json", *kProof = "enrolment-proof.json",
                     *kParameters = "parameters.jws";

constexpr std::array kChanges{SecurityChange::What::Enrolled, SecurityChange::What::MasterKey,
                              SecurityChange::What::SignedOn, SecurityChange::What::Parameters};

using protocol::ObjectReader;

QString qt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString timeText(Time at) {
    return qt(protocol::formatTime(at));
}

Time readTime(ObjectReader& reader, const char* name) {
    const auto at = protocol::parseTime(reader.text(name));
    if (!at) reader.refuse(name);
    return at ? Time(*at) : Time();
}

std::optional<Time> readOptionalTime(ObjectReader& reader, const char* name) {
    if (!reader.has(name)) return std::nullopt;
    return readTime(reader, name);
}

QJsonObject toJson(const MasterKey& key) {
    return {{"slot", key.slot == chip::Slot::A ? "A" : "B"},
            {"version", static_cast<qint64>(key.version)},
            {"checkValue", qt(key.checkValue)},
            {"since", timeText(key.since)}};
}

std::optional<MasterKey> readKey(ObjectReader& parent, const char* name) {
    if (!parent.has(name)) return std::nullopt;
    auto reader = parent.object(name);
    MasterKey key;
    const auto slot = reader.text("slot");
    if (slot != "A" && slot != "B") reader.refuse("slot");
    key.slot = slot == "B" ? chip::Slot::B : chip::Slot::A;
    key.version = static_cast<std::uint32_t>(
        reader.integer("version", 1, std::numeric_limits<std::uint32_t>::max()));
    key.checkValue = reader.text("checkValue");
    key.since = readTime(reader, "since");
    parent.adopt(reader);
    return key;
}

SecurityChange readChange(ObjectReader& reader) {
    const auto name = reader.text("what");
    const auto found = std::ranges::find(kChanges, name, [](auto what) { return nameOf(what); });
    if (found == kChanges.end()) reader.refuse("what");
    return {found == kChanges.end() ? SecurityChange::What::Enrolled : *found,
            readTime(reader, "at"), reader.text("detail")};
}

std::string textOf(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::unexpected<Failure> unusable(const Failure& failure) {
    const bool full = failure.code == FailureCode::StorageFull;
    return fail(full ? FailureCode::StorageFull : FailureCode::JournalUnavailable, failure.detail);
}

}  // namespace

std::string_view nameOf(SecurityChange::What what) {
    switch (what) {
        case SecurityChange::What::Enrolled:
            return "enrolled";
        case SecurityChange::What::MasterKey:
            return "master_key";
        case SecurityChange::What::SignedOn:
            return "signed_on";
        case SecurityChange::What::Parameters:
            break;
    }
    return "parameters";
}

Result<StandingRecord> StandingFiles::record() const {
    TAPPAY_TRY(json, text(kRecord));
    StandingRecord record;
    if (json.empty()) return record;
    TAPPAY_TRY(reader, ObjectReader::parse(json, FailureCode::JournalUnavailable));
    record.enrolment = reader.text("enrolment");
    record.inUse = readKey(reader, "inUse");
    record.next = readKey(reader, "next");
    record.keyRenewal = readOptionalTime(reader, "keyRenewal");
    record.parametersApplied = readOptionalTime(reader, "parametersApplied");
    reader.each("changes",
                [&](ObjectReader& change) { record.changes.push_back(readChange(change)); });
    TAPPAY_CHECK(reader.status());
    return record;
}

Result<void> StandingFiles::write(const StandingRecord& record) const {
    QJsonArray changes;
    for (const auto& change : record.changes)
        changes.append(QJsonObject{{"what", qt(nameOf(change.what))},
                                   {"at", timeText(change.at)},
                                   {"detail", qt(change.detail)}});
    QJsonObject object{{"enrolment", qt(record.enrolment)}, {"changes", changes}};
    if (record.inUse) object.insert("inUse", toJson(*record.inUse));
    if (record.next) object.insert("next", toJson(*record.next));
    if (record.keyRenewal) object.insert("keyRenewal", timeText(*record.keyRenewal));
    if (record.parametersApplied)
        object.insert("parametersApplied", timeText(*record.parametersApplied));
    return write(kRecord, textOf(object));
}

Result<std::optional<protocol::EnrolmentProof>> StandingFiles::proof() const {
    TAPPAY_TRY(json, text(kProof));
    if (json.empty()) return std::nullopt;
    TAPPAY_TRY(proof, protocol::decodeEnrolmentProof(json));
    return proof;
}

Result<void> StandingFiles::write(const protocol::EnrolmentProof& proof) const {
    return write(kProof, protocol::encode(proof));
}

Result<void> StandingFiles::removeProof() const {
    return remove(kProof);
}

Result<std::string> StandingFiles::parameters() const {
    return text(kParameters);
}

Result<void> StandingFiles::writeParameters(const std::string& compact) const {
    return write(kParameters, compact);
}

Result<void> StandingFiles::removeParameters() const {
    return remove(kParameters);
}

Result<std::string> StandingFiles::text(const char* name) const {
    const auto read = readPrivateFile(m_directory / name);
    if (!read) return unusable(read.error());
    return *read ? std::string(tappay::textOf(**read)) : std::string();
}

Result<void> StandingFiles::write(const char* name, std::string_view text) const {
    if (auto written = writePrivateFile(m_directory / name, asBytes(text)); !written)
        return unusable(written.error());
    return {};
}

Result<void> StandingFiles::remove(const char* name) const {
    if (auto removed = removePrivateFile(m_directory / name); !removed)
        return unusable(removed.error());
    return {};
}

}  // namespace tappay::terminal
