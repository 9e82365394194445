#include "reader_desk.h"

namespace tappay::test {
namespace {

using Readers = ReaderDesk;

constexpr std::string_view kSelectPse = "00A404000E315041592E5359532E444446303100";
constexpr std::string_view kSelectPpse = "00A404000E325041592E5359532E444446303100";
constexpr const char* kNotFound = "6A82";

TEST_F(Readers, EachTakesItsOwnKindOfCard) {
    makeCard("chip", true, false);
    makeCard("tag", false, true);
    ASSERT_TRUE(waitFor(kContactReader, false));
    ASSERT_TRUE(waitFor(kContactlessReader, false));
    EXPECT_EQ(m_box->tap("chip").error().code, FailureCode::InputMalformed);
    EXPECT_EQ(m_box->insert("tag").error().code, FailureCode::InputMalformed);
    ASSERT_TRUE(m_box->insert("chip"));
    ASSERT_TRUE(m_box->tap("tag"));
    ASSERT_TRUE(waitFor(kContactReader, true));
    ASSERT_TRUE(waitFor(kContactlessReader, true));
    EXPECT_EQ(m_box->inserted(), "chip");
    EXPECT_EQ(m_box->tapped(), "tag");

    const auto chip = connect(kContactReader), tag = connect(kContactlessReader);
    EXPECT_EQ(toHex(atr(chip)).substr(0, 4), "3B68");
    EXPECT_EQ(toHex(atr(tag)).substr(0, 8), "3B888001");
    EXPECT_EQ(transmit(chip, kSelectPpse), kNotFound);
    EXPECT_EQ(transmit(tag, kSelectPse), kNotFound);
    // 6F { 84 2PAY.SYS.DDF01, A5 { BF0C { 61 { 4F, 50, 87 } } } }
    EXPECT_EQ(transmit(tag, kSelectPpse),
              "6F2A840E325041592E5359532E4444463031A518BF0C1561134F08A0000003330101015004544553"
              "548701019000");
}

TEST_F(Readers, OneCardIsInOnePlace) {
    makeCard("dual", true, true);
    makeCard("other", true, true);
    ASSERT_TRUE(m_box->insert("dual"));
    ASSERT_TRUE(waitFor(kContactReader, true));
    ASSERT_TRUE(m_box->tap("dual"));
    EXPECT_TRUE(waitFor(kContactReader, false));
    EXPECT_TRUE(waitFor(kContactlessReader, true));
    EXPECT_EQ(m_box->inserted(), "");
    ASSERT_TRUE(m_box->insert("other"));
    EXPECT_TRUE(waitFor(kContactReader, true));
    EXPECT_EQ(m_box->tapped(), "dual");
    m_box->remove(simulator::Interface::Contactless);
    EXPECT_TRUE(waitFor(kContactlessReader, false));
    EXPECT_EQ(m_box->inserted(), "other");
    m_box->remove();
    EXPECT_TRUE(waitFor(kContactReader, false));
}

}  // namespace
}  // namespace tappay::test
