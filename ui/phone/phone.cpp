#include "phone/phone.h"

#include <QTimer>
#include <algorithm>

namespace tappay::ui {

using companion::AddingView;
using companion::PairingView;
using Stage = companion::CurrentConfirmation::Stage;

namespace {

QString qt(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Phone::Screen screenOf(Stage stage) {
    switch (stage) {
        case Stage::Shown:
            return Phone::Request;
        case Stage::Looking:
            return Phone::Looking;
        case Stage::Waiting:
            return Phone::Waiting;
        case Stage::Sending:
            return Phone::Telling;
        case Stage::Trouble:
            return Phone::Trouble;
        case Stage::Signed:
            return Phone::Signed;
        case Stage::Done:
            break;
    }
    return Phone::Result;
}

}  // namespace

Phone::Phone(companion::Companion& companion, QObject* parent)
    : QObject(parent), m_companion(companion), m_status(companion.status()) {
    m_companion.onChange(
        [this] { QMetaObject::invokeMethod(this, &Phone::refresh, Qt::QueuedConnection); });
    refresh();
}

Phone::~Phone() {
    m_companion.onChange({});
}

void Phone::refresh() {
    m_status = m_companion.status();
    Q_EMIT changed();
}

Phone::Screen Phone::screen() const {
    switch (m_status.pairing.stage) {
        case PairingView::Stage::None:
            return Unpaired;
        case PairingView::Stage::Sending:
            return Sending;
        case PairingView::Stage::Comparing:
            return Comparing;
        case PairingView::Stage::Paired:
            break;
    }
    return m_status.current ? screenOf(m_status.current->stage) : Home;
}

QString Phone::name() const {
    return qt(m_status.pairing.name);
}

QString Phone::pairingCode() const {
    const auto code = qt(m_status.pairing.code);
    return code.size() == 6 ? code.first(3) + QLatin1Char(' ') + code.sliced(3) : code;
}

QString Phone::pairingEnd() const {
    return m_status.pairing.ended ? qt(protocol::nameOf(*m_status.pairing.ended)) : QString();
}

bool Phone::forShop() const {
    return m_status.pairing.holder == protocol::HolderKind::Shop;
}

bool Phone::turnedAway() const {
    if (!m_status.failure) return false;
    const auto code = m_status.failure->code;
    return code == FailureCode::PhoneRevoked || code == FailureCode::PhoneCloned ||
           code == FailureCode::PhoneUnknown;
}

bool Phone::noInvitation() const {
    return m_refused && m_refused->code == FailureCode::InputMalformed;
}

QString Phone::happened() const {
    const auto& failure = m_refused ? m_refused : m_status.failure;
    return failure ? qt(describe(failure->code).happened) : QString();
}

QString Phone::remedy() const {
    const auto& failure = m_refused ? m_refused : m_status.failure;
    return failure ? qt(describe(failure->code).remedy) : QString();
}

PhoneConfirmation Phone::current() const {
    return m_status.current ? PhoneConfirmation::of(m_status.current->entry) : PhoneConfirmation();
}

QString Phone::device() const {
    return m_status.current ? qt(m_status.current->device) : QString();
}

QString Phone::deviceCode() const {
    const auto code = qt(m_status.deviceCode);
    return code.size() == 6 ? code.first(3) + QLatin1Char(' ') + code.sliced(3) : code;
}

// Of the device that is being added, else of the current confirmation.
const std::optional<Failure>& Phone::trouble() const {
    static const std::optional<Failure> kNone;
    if (m_status.adding.stage != AddingView::Stage::None) return m_status.adding.failure;
    return m_status.current ? m_status.current->failure : kNone;
}

QString Phone::troubleHappened() const {
    return trouble() ? qt(describe(trouble()->code).happened) : QString();
}

QString Phone::troubleRemedy() const {
    return trouble() ? qt(describe(trouble()->code).remedy) : QString();
}

bool Phone::wrongDevice() const {
    return trouble() && trouble()->code == FailureCode::DeviceWrong;
}

bool Phone::wrongPin() const {
    return trouble() && (trouble()->code == FailureCode::DevicePinWrong ||
                         trouble()->code == FailureCode::InputMalformed);
}

int Phone::triesLeft() const {
    const auto& tries = m_status.adding.stage != AddingView::Stage::None ? m_status.adding.triesLeft
                        : m_status.current ? m_status.current->triesLeft
                                           : m_status.adding.triesLeft;
    return tries ? static_cast<int>(*tries) : -1;
}

QVariantList Phone::devices() const {
    QVariantList list;
    for (const auto& device : m_status.devices)
        list.append(QVariant::fromValue(PhoneDevice::of(device)));
    return list;
}

QVariantList Phone::usable() const {
    QVariantList list;
    for (const auto& device : m_status.devices)
        if (device.standing != companion::KeptDevice::Standing::Revoked)
            list.append(QVariant::fromValue(PhoneDevice::of(device)));
    return list;
}

QVariantList Phone::history() const {
    QVariantList list;
    for (const auto& entry : m_status.history)
        list.append(QVariant::fromValue(PhoneConfirmation::of(entry)));
    return list;
}

Phone::Adding Phone::adding() const {
    return static_cast<Adding>(m_status.adding.stage);
}

QVariantList Phone::places() const {
    QVariantList list;
    for (const auto& place : m_status.adding.found)
        list.append(QVariant::fromValue(
            PhonePlace{qt(place.name), place.way == confirm::DeviceWay::Bluetooth}));
    return list;
}

}  // namespace tappay::ui
