#include "agent/security_methods.h"

#include "agent/security_json.h"

namespace tappay::agent {

namespace {

// What is asked for has begun, and the answer shows it.
template <typename Intent>
Result<QJsonObject> begin(const Call& call, Intent intent) {
    if (call.around.security == nullptr)
        return fail(FailureCode::NotEnrolled, "this application has no security chip of its own");
    TAPPAY_CHECK(intent(*call.around.security));
    return securityJson(call.around);
}

}  // namespace

QJsonObject securityJson(const Surroundings& around) {
    return toJson(around.security->security(), around.terminal.status().standing,
                  around.clock.now());
}

Result<QJsonObject> getSecurity(const Call& call) {
    return begin(call, [](terminal::Security&) { return Result<void>(); });
}

Result<QJsonObject> enrol(const Call& call) {
    const std::string code = call.params.value(QLatin1String("code")).toString().toStdString();
    return begin(call, [&](terminal::Security& it) { return it.enrol(code); });
}

Result<QJsonObject> signOn(const Call& call) {
    return begin(call, [](terminal::Security& it) { return it.signOn(); });
}

Result<QJsonObject> renewKeys(const Call& call) {
    return begin(call, [](terminal::Security& it) { return it.renewKeys(); });
}

}  // namespace tappay::agent
