#include "terminal_side.h"

#include <unistd.h>

namespace tappay::test {

using namespace simulator;

CardProfile vectorProfile() {
    ApplicationProfile application;
    application.aid = hex("A000000333010101");
    application.label = "TEST";
    application.aip = hex("7C00");
    application.afl = hex("08010100");
    application.cdol1 = hex("9F02069F03069F1A0295055F2A029A039C019F3704");
    application.cdol2 = hex("8A029F02069F03069F1A0295055F2A029A039C019F3704");
    application.ddol = hex("9F3704");
    application.logFormat = hex("9A039F02069F3602");
    application.records[{1, 1}] = hex("70045A021234");
    application.data[0x9F58] = hex("09");
    application.keyAc = hex("1AF7C198624CCB26DF9D6D68D5D085F1");
    application.keyMac = hex("AE4A707598B0D31FE3F46E70314CCD46");
    application.keyEnc = hex("B30D2F7C9861AE58FEFB9E6897DC8A43");
    application.pin = "123456";
    CardProfile profile;
    profile.name = "vector";
    profile.atr = hex("3B6800005441505041593030");
    profile.applications.push_back(std::move(application));
    return profile;
}

CardState vectorState(const CardProfile& profile) {
    auto state = freshState(profile);
    auto& application = state.applications.begin()->second;
    application.atc = 2;
    application.lastOnlineAtc = 2;
    return state;
}

TerminalSide::TerminalSide(CardProfile profile) : TerminalSide(std::move(profile), {}) {}

TerminalSide::TerminalSide(CardProfile profile, CardState state, Interface interface) {
    if (state.applications.empty()) state = vectorState(profile);
    m_card = std::make_unique<VirtualCard>(
        std::make_shared<const CardProfile>(std::move(profile)), std::move(state), m_random,
        [this](const CardState& changed) { m_saved = changed; }, interface);
    m_saved = m_card->state();
    m_card->reset();
}

apdu::Response TerminalSide::send(std::string_view commandHex) {
    return m_card->process(apdu::parseCommand(hex(commandHex)).value());
}

std::uint16_t TerminalSide::select(std::string_view aid) {
    return send(apdu::select(hex(aid))).sw;
}

std::uint16_t TerminalSide::begin() {
    const auto selected = select();
    return selected == 0x9000 ? send(apdu::getProcessingOptions({})).sw : selected;
}

TemporaryDirectory::TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "tappay-card-XXXXXX").string();
    m_path = ::mkdtemp(name.data());
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string TemporaryDirectory::path(std::string_view name) const {
    return name.empty() ? m_path.string() : (m_path / name).string();
}

}  // namespace tappay::test
