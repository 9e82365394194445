#include "agent/fake_confirming.h"

#include <algorithm>
#include <utility>

namespace tappay::agent::test {

using protocol::HolderKind;
using terminal::ConfirmationSnapshot;
using terminal::DevicesStatus;
using terminal::PhonesStatus;

namespace {

constexpr const char* kSince = "2026-11-22T08:00:00.000Z";

std::chrono::system_clock::time_point exampleTime(std::chrono::minutes after) {
    return std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(8) + after;
}

std::string nameText(HolderKind holder) {
    return std::string(protocol::nameOf(holder));
}

}  // namespace

PhonesStatus examplePhones() {
    PhonesStatus status;
    status.phones = {{"01936b2e-7000-7c31-8c11-3d2b6a90f4e7", "My phone", kSince,
                      "2026-11-22T08:30:00.000Z", protocol::PhoneStanding::Paired}};
    status.asked = exampleTime(std::chrono::minutes(30));
    return status;
}

DevicesStatus exampleDevices() {
    DevicesStatus status;
    protocol::SecurityDevice device;
    device.id = "01936b2e-7300-7c31-8c11-3d2b6a90f4e7";
    device.name = "Blue key";
    device.key = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    device.since = kSince;
    device.standing = protocol::DeviceStanding::Registered;
    status.devices = {device};
    status.asked = exampleTime(std::chrono::minutes(30));
    return status;
}

ConfirmationSnapshot exampleConfirmation() {
    ConfirmationSnapshot it;
    it.key = "01936b2e-7400-7c31-8c11-3d2b6a90f4e7";
    it.state = protocol::ConfirmationState::WaitingForDevice;
    protocol::ConfirmationRequest request;
    request.payerAccount = "622848*********8901";
    request.order = "A-1001";
    request.payee = "Tea House";
    request.payeeAccount = "898310054110001";
    request.amount = {600'000, currencyByAlpha("CNY").value()};
    request.expires =
        std::chrono::floor<std::chrono::seconds>(exampleTime(std::chrono::minutes(58)));
    it.request = std::move(request);
    it.code = "41 87";
    it.phone = "01936b2e-7000-7c31-8c11-3d2b6a90f4e7";
    it.phoneName = "My phone";
    it.canWithdraw = true;
    it.began = exampleTime(std::chrono::minutes(56));
    it.changed = exampleTime(std::chrono::minutes(57));
    return it;
}

FakeConfirming::FakeConfirming() : m_confirmations{exampleConfirmation()} {
    for (const auto holder : {HolderKind::Cardholder, HolderKind::Shop}) {
        m_phones[holder] = examplePhones();
        m_phones[holder].holder = holder;
        m_devices[holder] = exampleDevices();
        m_devices[holder].holder = holder;
    }
}

void FakeConfirming::put(const PhonesStatus& status) {
    std::function<void(HolderKind)> listener;
    {
        const std::scoped_lock lock(m_mutex);
        m_phones[status.holder] = status;
        listener = m_phoneListener;
    }
    if (listener) listener(status.holder);
}

void FakeConfirming::put(const DevicesStatus& status) {
    std::function<void(HolderKind)> listener;
    {
        const std::scoped_lock lock(m_mutex);
        m_devices[status.holder] = status;
        listener = m_deviceListener;
    }
    if (listener) listener(status.holder);
}

void FakeConfirming::put(const ConfirmationSnapshot& confirmation) {
    std::function<void(const std::string&)> listener;
    {
        const std::scoped_lock lock(m_mutex);
        const auto known =
            std::ranges::find(m_confirmations, confirmation.key, &ConfirmationSnapshot::key);
        if (known == m_confirmations.end())
            m_confirmations.insert(m_confirmations.begin(), confirmation);
        else
            *known = confirmation;
        listener = m_confirmationListener;
    }
    if (listener) listener(confirmation.key);
}

void FakeConfirming::failNext(FailureCode code, std::string detail) {
    const std::scoped_lock lock(m_mutex);
    m_failNext = Failure{code, std::move(detail)};
}

std::vector<std::string> FakeConfirming::calls() const {
    const std::scoped_lock lock(m_mutex);
    return m_calls;
}

protocol::ConfirmationIntent FakeConfirming::lastIntent() const {
    const std::scoped_lock lock(m_mutex);
    return m_lastIntent;
}

Result<void> FakeConfirming::begin(const std::string& what) {
    {
        const std::scoped_lock lock(m_mutex);
        m_calls.push_back(what);
        if (m_failNext) return std::unexpected(*std::exchange(m_failNext, std::nullopt));
    }
    if (onBegin) onBegin(what);
    return {};
}

PhonesStatus FakeConfirming::phones(HolderKind holder) const {
    const std::scoped_lock lock(m_mutex);
    return m_phones.at(holder);
}

DevicesStatus FakeConfirming::devices(HolderKind holder) const {
    const std::scoped_lock lock(m_mutex);
    return m_devices.at(holder);
}

Result<void> FakeConfirming::refresh(HolderKind holder) {
    return begin("refresh " + nameText(holder));
}

Result<void> FakeConfirming::revoke(HolderKind holder, const std::string& id) {
    return begin("revoke " + nameText(holder) + " " + id);
}

Result<void> FakeConfirming::pair(HolderKind holder) {
    return begin("pair " + nameText(holder));
}

Result<void> FakeConfirming::accept() {
    return begin("accept");
}

Result<void> FakeConfirming::refuse() {
    return begin("refuse");
}

Result<void> FakeConfirming::close() {
    return begin("close");
}

Result<void> FakeConfirming::rename(HolderKind holder, const std::string& phone,
                                    const std::string& name) {
    return begin("rename " + nameText(holder) + " " + phone + " " + name);
}

Result<void> FakeConfirming::accept(HolderKind holder, const std::string& device) {
    return begin("accept " + nameText(holder) + " " + device);
}

Result<ConfirmationSnapshot> FakeConfirming::start(protocol::ConfirmationIntent intent) {
    const auto key = intent.key;
    {
        const std::scoped_lock lock(m_mutex);
        m_lastIntent = std::move(intent);
    }
    if (!confirmation(key)) {
        ConfirmationSnapshot begun;
        begun.key = key;
        begun.wish = lastIntent().wish;
        begun.canWithdraw = true;
        begun.began = begun.changed = exampleTime(std::chrono::minutes(59));
        put(begun);
    }
    TAPPAY_CHECK(begin("start " + key));
    return confirmation(key);
}

Result<ConfirmationSnapshot> FakeConfirming::withdraw(const std::string& key) {
    TAPPAY_CHECK(begin("withdraw " + key));
    return confirmation(key);
}

Result<ConfirmationSnapshot> FakeConfirming::confirmation(const std::string& key) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_confirmations, key, &ConfirmationSnapshot::key);
    if (found == m_confirmations.end()) return fail(FailureCode::NotFound);
    return *found;
}

Result<std::vector<ConfirmationSnapshot>> FakeConfirming::confirmations(int limit) const {
    const std::scoped_lock lock(m_mutex);
    const auto count = std::min(m_confirmations.size(), static_cast<std::size_t>(limit));
    return std::vector(m_confirmations.begin(),
                       m_confirmations.begin() + static_cast<std::ptrdiff_t>(count));
}

void FakeConfirming::onPhones(std::function<void(HolderKind)> listener) {
    const std::scoped_lock lock(m_mutex);
    m_phoneListener = std::move(listener);
}

void FakeConfirming::onDevices(std::function<void(HolderKind)> listener) {
    const std::scoped_lock lock(m_mutex);
    m_deviceListener = std::move(listener);
}

void FakeConfirming::onConfirmation(std::function<void(const std::string& key)> listener) {
    const std::scoped_lock lock(m_mutex);
    m_confirmationListener = std::move(listener);
}

}  // namespace tappay::agent::test
