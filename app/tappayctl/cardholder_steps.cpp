#include "cardholder_steps.h"

#include <utility>

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

namespace {

// Longer than a card is waited for.
constexpr std::chrono::seconds kPatience{90};

}  // namespace

CardholderSteps::CardholderSteps(Session& session, QString method, QJsonObject params)
    : QObject(&session),
      m_session(session),
      m_method(std::move(method)),
      m_params(std::move(params)) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        Session::say(QStringLiteral("There is no result yet. See tappayctl cards."));
        m_session.finish(m_last, cardholderText(m_last), ExitStatus::NotKnownYet);
    });
    connect(&session.client(), &agent::Client::cardholderChanged, this, &CardholderSteps::take);
}

void CardholderSteps::start() {
    m_session.followChanges();
    m_session.ask(m_method, m_params, [this](const QJsonObject& begun) {
        m_begun = true;
        m_patience.start();
        take(begun);
    });
}

void CardholderSteps::take(const QJsonObject& cardholder) {
    if (!m_begun) return;
    m_last = cardholder;
    if (at(cardholder, "step") == QLatin1String("idle")) {
        const QJsonValue failure = cardholder.value(QLatin1String("failure"));
        if (!failure.isObject()) return m_session.finish(cardholder, cardholderText(cardholder));
        const QJsonObject it = failure.toObject();
        return m_session.fail({agent::Problem::Cause::Refused,
                               at(it, "code"),
                               at(it, "happened"),
                               at(it, "remedy"),
                               {}});
    }
    const QString words = cardholderStepWords(cardholder);
    if (words.isEmpty() || words == std::exchange(m_said, words)) return;
    Session::say(words);
}

}  // namespace tappay::ctl
