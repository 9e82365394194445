#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>

#include "terminal/receipt_layout.h"
#include "terminal/running_terminal.h"

namespace tappay::terminal::testing {
namespace {

Record approvedRecord() {
    Record record;
    auto& shown = record.shown;
    shown.id = "01936b2e-0000-7000-8000-000000000001";
    shown.amount = yuan(1234);
    shown.note = "Table 4";
    shown.state = State::Approved;
    shown.terminalId = "10000001";
    shown.merchantId = "898310054110001";
    shown.maskedPan = "622848*********8901";
    shown.panSequence = "01";
    shown.cardLabel = "UnionPay Debit";
    shown.aid = "A000000333010101";
    shown.authCode = "203817";
    shown.reference = "832615000412";
    shown.stan = "000412";
    shown.batch = "000007";
    shown.issuerName = "Test Bank";
    shown.acquirerId = "48021000";
    shown.responseCode = "00";
    shown.cvm = "none";
    shown.tvr = "0000008000";
    shown.tsi = "E800";
    shown.cryptogram = "A1B2C3D4E5F60718";
    shown.atc = "0012";
    shown.changed = std::chrono::system_clock::from_time_t(1'795'334'400);  // 2026-11-22 08:00 UTC
    record.operatorId = "01";
    record.entryMode = "052";
    record.online = true;
    return record;
}

std::string textOf(const Receipt& receipt) {
    std::ostringstream text;
    for (const auto& line : receipt.lines)
        text << line.key << " | " << line.label << " | " << line.value
             << (line.emphasis ? " | strong" : "") << "\n";
    text << "final=" << receipt.final << " reprint=" << receipt.reprint
         << " signatureLine=" << receipt.signatureLine << "\n";
    return text.str();
}

// The files are the truth; a new layout is a new file, looked at by a person.
void compare(const std::string& name, const Receipt& receipt) {
    const std::string path = std::string(TAPPAY_TEST_DATA) + "/receipts/" + name + ".txt";
    std::ostringstream golden;
    golden << std::ifstream(path).rdbuf();
    EXPECT_EQ(golden.str(), textOf(receipt)) << path;
}

class ReceiptTest : public ::testing::Test {
protected:
    ReceiptTest() {
        ::setenv("TZ", "Asia/Shanghai", 1);
        ::tzset();
    }
    Record record = approvedRecord();
};

TEST_F(ReceiptTest, ApprovedWithoutCardholderCheck) {
    compare("approved_no_cvm_merchant", layOut(record, "Corner Shop", Copy::Merchant, false));
    compare("approved_no_cvm_cardholder", layOut(record, "Corner Shop", Copy::Cardholder, false));
}

TEST_F(ReceiptTest, ApprovedWithSignature) {
    record.shown.cvm = "signature";
    record.shown.signatureNeeded = true;
    compare("approved_signature", layOut(record, "Corner Shop", Copy::Merchant, false));
}

TEST_F(ReceiptTest, ApprovedWithPinReprinted) {
    record.shown.cvm = "online_pin";
    record.entryMode = "051";
    compare("approved_pin_reprint", layOut(record, "Corner Shop", Copy::Merchant, true));
}

TEST_F(ReceiptTest, OfAWebOrder) {
    auto& shown = record.shown;
    shown.kind = "purchase";
    shown.note.clear();
    shown.merchantId = "898310054110002";
    shown.order = {.id = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10",
                   .shop = "Tea House",
                   .origin = "https://tea.example",
                   .reference = "A-1001",
                   .items = {{"Oolong", 2, shown.amount}},
                   .expires = shown.changed};
    compare("web_order", layOut(record, "Corner Shop", Copy::Cardholder, false));
    shown.state = State::Capturing;
    compare("web_order_draft", layOut(record, "Corner Shop", Copy::Cardholder, false));
}

TEST_F(ReceiptTest, PaidByATappedCardFromItsOwnBalance) {
    record.shown.state = State::AdvicePending;
    record.shown.cardBalance = yuan(7140);
    record.shown.authCode = record.shown.reference = record.shown.stan = "";
    record.shown.responseCode = "Y1";
    record.entryMode = "072";
    record.online = false;
    compare("paid_from_card", layOut(record, "Corner Shop", Copy::Cardholder, false));
}

TEST_F(ReceiptTest, ApprovedWithAPinThatTheCardVerified) {
    record.shown.cvm = "offline_pin_and_signature";
    record.shown.signatureNeeded = true;
    compare("approved_offline_pin_and_signature",
            layOut(record, "Corner Shop", Copy::Merchant, false));
}

TEST_F(ReceiptTest, Declined) {
    record.shown.state = State::Declined;
    record.shown.responseCode = "51";
    record.shown.authCode.clear();
    compare("declined_merchant", layOut(record, "Corner Shop", Copy::Merchant, false));
    compare("declined_cardholder", layOut(record, "Corner Shop", Copy::Cardholder, false));
}

TEST_F(ReceiptTest, PaidByTheCardInVain) {
    record.shown.state = State::Declined;
    record.shown.failure = Failure{FailureCode::PaidNotAccepted, "expired"};
    record.entryMode.clear();  // nothing was sent
    auto& shown = record.shown;
    for (auto* const text : {&shown.stan, &shown.authCode, &shown.reference, &shown.responseCode,
                             &shown.batch, &shown.issuerName, &shown.acquirerId})
        text->clear();
    compare("paid_in_vain", layOut(record, "Corner Shop", Copy::Cardholder, false));
}

TEST_F(ReceiptTest, Undone) {
    record.shown.state = State::Undone;
    compare("undone", layOut(record, "Corner Shop", Copy::Merchant, false));
}

TEST_F(ReceiptTest, OpenResultIsADraft) {
    record.shown.state = State::Unknown;
    record.shown.authCode = record.shown.reference = record.shown.stan = "";
    compare("draft", layOut(record, "Corner Shop", Copy::Cardholder, true));
}

TEST_F(ReceiptTest, SecondIssueOfACopyIsAReprintAlsoAfterARestart) {
    TemporaryDirectory directory;
    FakeWorld world;
    std::string id;
    {
        RunningTerminal terminal(world, testConfig(directory.path()));
        id = terminal->startSale(yuan(100), "", std::nullopt).value();
        EXPECT_FALSE(terminal->receipt(id, Copy::Merchant)->final);
        EXPECT_FALSE(terminal->receipt(id, Copy::Merchant)->reprint);
        world.readers.insert();
        terminal.waitForState(id, State::Approved);
        EXPECT_FALSE(terminal->receipt(id, Copy::Merchant)->reprint);
        EXPECT_TRUE(terminal->receipt(id, Copy::Merchant)->reprint);
        EXPECT_FALSE(terminal->receipt(id, Copy::Cardholder)->reprint);
    }
    RunningTerminal terminal(world, testConfig(directory.path()));
    EXPECT_TRUE(terminal->receipt(id, Copy::Cardholder)->reprint);
    // What came of it later is a new slip.
    ASSERT_TRUE(terminal->undo(id));
    terminal.waitForState(id, State::Undone);
    EXPECT_FALSE(terminal->receipt(id, Copy::Cardholder)->reprint);
    EXPECT_EQ(
        terminal->receipt("01936b2e-0000-7000-8000-00000000ffff", Copy::Merchant).error().code,
        FailureCode::NotFound);
}

}  // namespace
}  // namespace tappay::terminal::testing
