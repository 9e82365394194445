#include "agent/security_json.h"

#include <QtCore/QJsonArray>

#include "agent/json.h"
#include "chip/form_name.h"
#include "terminal/protections.h"

namespace tappay::agent {

namespace {

using terminal::Grade;
using terminal::SecurityChange;
using terminal::SecurityStep;

const char* nameOf(SecurityStep step) {
    switch (step) {
        case SecurityStep::Enrolling:
            return "enrolling";
        case SecurityStep::FetchingKey:
            return "fetching_key";
        case SecurityStep::SigningOn:
            return "signing_on";
        case SecurityStep::FetchingParameters:
            return "fetching_parameters";
        case SecurityStep::Idle:
            break;
    }
    return "idle";
}

const char* nameOf(SecurityChange::What what) {
    switch (what) {
        case SecurityChange::What::MasterKey:
            return "master_key";
        case SecurityChange::What::SignedOn:
            return "signed_on";
        case SecurityChange::What::Parameters:
            return "parameters";
        case SecurityChange::What::Enrolled:
            break;
    }
    return "enrolled";
}

const char* nameOf(Grade grade) {
    switch (grade) {
        case Grade::Active:
            return "active";
        case Grade::Weaker:
            return "weaker";
        case Grade::Missing:
            break;
    }
    return "missing";
}

QJsonObject toJson(const terminal::ChipFacts& facts) {
    return {{"form", chip::nameOf(facts.form)},
            {"maker", text(facts.description.maker)},
            {"model", text(facts.description.model)},
            {"firmware", text(facts.description.firmware)},
            {"failure", failureOrNull(facts.trouble)}};
}

QJsonObject toJson(const terminal::EnrolmentFacts& enrolment) {
    return {{"terminalId", text(enrolment.terminalId)},
            {"merchantId", text(enrolment.merchantId)},
            {"merchantName", text(enrolment.merchantName)},
            {"transactionId", text(enrolment.transactionId)},
            {"issuer", text(enrolment.issuer)},
            {"serial", text(enrolment.serial)},
            {"validFrom", timeText(enrolment.validFrom)},
            {"validUntil", timeText(enrolment.validUntil)}};
}

QJsonObject masterKey(const terminal::KeyFacts& key) {
    return {{"checkValue", text(key.checkValue)},
            {"version", static_cast<qint64>(key.version)},
            {"since", timeText(key.since)}};
}

QJsonObject keysOf(const terminal::SecurityStatus& it) {
    QJsonValue pin(QJsonValue::Null), process(QJsonValue::Null);
    if (it.signOn) {
        pin = QJsonObject{{"checkValue", text(it.signOn->pinKey.checkValue)},
                          {"since", timeText(it.signOn->pinKey.since)}};
        process = QJsonObject{{"since", timeText(it.signOn->processKey.since)}};
    }
    return {{"master", orNull(it.masterKey, masterKey)},
            {"pin", pin},
            {"process", process},
            {"renewal", orNull(it.keyRenewal, timeText)}};
}

QJsonObject toJson(const terminal::SignOnFacts& signOn) {
    return {{"at", timeText(signOn.at)},
            {"expires", timeText(signOn.expires)},
            {"batch", text(signOn.batch)},
            {"counter", static_cast<qint64>(signOn.counter)}};
}

QJsonObject toJson(const terminal::ParametersFacts& parameters) {
    return {{"version", static_cast<qint64>(parameters.version)},
            {"profile", text(parameters.profile)},
            {"applied", timeText(parameters.applied)},
            {"applications", parameters.applications},
            {"authorityKeys", parameters.authorityKeys}};
}

template <typename Facts>
QJsonValue objectOrNull(const std::optional<Facts>& facts) {
    return orNull(facts, [](const Facts& it) { return toJson(it); });
}

}  // namespace

QJsonObject toJson(const terminal::SecurityStatus& security, const std::optional<Failure>& standing,
                   terminal::Time now) {
    QJsonArray protections, changes;
    for (const terminal::Protection& it : terminal::protectionsOf(security, standing, now))
        protections.append(QJsonObject{{"name", text(it.name)}, {"grade", nameOf(it.grade)}});
    for (const SecurityChange& it : security.changes)
        changes.append(QJsonObject{
            {"what", nameOf(it.what)}, {"at", timeText(it.at)}, {"detail", text(it.detail)}});
    return {{"chip", toJson(security.chip)},
            {"enrolment", objectOrNull(security.enrolment)},
            {"keys", keysOf(security)},
            {"signOn", objectOrNull(security.signOn)},
            {"parameters", objectOrNull(security.parameters)},
            {"protections", protections},
            {"step", nameOf(security.step)},
            {"failure", failureOrNull(security.failure)},
            {"nextAttempt", orNull(security.nextAttempt, timeText)},
            {"changes", changes}};
}

}  // namespace tappay::agent
