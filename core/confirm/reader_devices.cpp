#include "confirm/reader_devices.h"

#include "card/pcsc/pcsc_card.h"
#include "card/pcsc/reader_list.h"
#include "confirm/piv_device.h"

namespace tappay::confirm {

namespace {

Result<void> checkTime(const Deadline& deadline) {
    if (deadline.cancelled()) return fail(FailureCode::Cancelled, "looking for devices");
    if (deadline.passed()) return fail(FailureCode::DeviceTimeout, "looking for devices");
    return {};
}

Failure ofDevice(Failure failure) {
    if (failure.code == FailureCode::CardRemoved || failure.code == FailureCode::CardChanged ||
        failure.code == FailureCode::ReaderMissing)
        failure.code = FailureCode::DeviceRemoved;
    return failure;
}

Result<std::unique_ptr<apdu::Card>> cardIn(const card::Session& session,
                                           const std::string& reader) {
    TAPPAY_TRY(state, card::readerState(session, reader));
    if (!state.cardPresent || state.cardMute)
        return fail(FailureCode::DeviceRemoved, "nothing in the reader");
    return card::PcscCard::connect({reader, state.events, state.contactless});
}

}  // namespace

Result<std::vector<FoundDevice>> ReaderDevices::find(const Deadline& deadline) {
    TAPPAY_TRY(session, card::Session::open());
    TAPPAY_TRY(readers, card::listReaders(session));
    std::vector<FoundDevice> found;
    for (const auto& reader : readers) {
        TAPPAY_CHECK(checkTime(deadline));
        // One that can't be asked now, or is something else, is none of ours.
        const auto connected = cardIn(session, reader);
        if (connected && PivDevice::open(**connected))
            found.push_back({DeviceWay::Reader, reader, reader});
    }
    return found;
}

Result<std::unique_ptr<apdu::Card>> ReaderDevices::connect(const FoundDevice& device,
                                                           const DeviceKeys& /*keys*/,
                                                           const Deadline& deadline) {
    TAPPAY_CHECK(checkTime(deadline));
    TAPPAY_TRY(session, card::Session::open());
    auto connected = cardIn(session, device.address);
    if (!connected) return std::unexpected(ofDevice(std::move(connected).error()));
    return connected;
}

}  // namespace tappay::confirm
