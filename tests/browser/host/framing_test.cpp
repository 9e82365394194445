#include "tappay-browser/framing.h"

#include <gtest/gtest.h>

#include <QtCore/QList>

#include <cstring>

namespace tappay::browser {
namespace {

QByteArray lengthOf(std::uint32_t length) {
    QByteArray octets(sizeof length, '\0');
    std::memcpy(octets.data(), &length, sizeof length);
    return octets;
}

TEST(Framing, MessagesComeInAnyPieces) {
    const QByteArray both = frame("{\"a\":1}") + frame("{}");
    for (qsizetype piece = 1; piece <= both.size(); ++piece) {
        FrameReader reader;
        QList<QByteArray> messages;
        for (qsizetype at = 0; at < both.size(); at += piece) {
            reader.add(QByteArrayView(both).sliced(at, std::min(piece, both.size() - at)));
            for (auto next = reader.next(); next && *next; next = reader.next())
                messages.append(**next);
        }
        EXPECT_EQ(messages, QList<QByteArray>({"{\"a\":1}", "{}"})) << piece;
        EXPECT_FALSE(reader.midway()) << piece;
    }
}

TEST(Framing, LengthIsInTheMachinesOwnOrder) {
    EXPECT_EQ(frame("{}"), lengthOf(2) + "{}");
}

TEST(Framing, ImpossibleLengthsAreRefusedBeforeTheirOctetsCome) {
    for (const std::uint32_t length :
         {0U, kMaxFromPlugin + 1, 10U * 1024 * 1024, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
        FrameReader reader;
        reader.add(lengthOf(length));
        const auto next = reader.next();
        ASSERT_FALSE(next) << length;
        EXPECT_EQ(next.error().code, FailureCode::InputMalformed);
        reader.add("{}");
        EXPECT_FALSE(reader.next()) << "stays broken";
    }
}

TEST(Framing, LargestMessageIsTaken) {
    FrameReader reader;
    reader.add(frame(QByteArray(kMaxFromPlugin, ' ')));
    const auto next = reader.next();
    ASSERT_TRUE(next && *next);
    EXPECT_EQ((*next)->size(), qsizetype(kMaxFromPlugin));
}

TEST(Framing, TruncatedMessageIsMidway) {
    FrameReader reader;
    for (const QByteArray& octets :
         {lengthOf(5).left(3), lengthOf(5).right(1), QByteArray("{\"a")}) {
        reader.add(octets);
        const auto next = reader.next();
        ASSERT_TRUE(next);
        EXPECT_FALSE(*next);
        EXPECT_TRUE(reader.midway());
    }
}

TEST(Framing, NothingIsSaidThatTheBrowserWouldNotTake) {
    EXPECT_TRUE(frame(QByteArray(kMaxToPlugin + 1, ' ')).isEmpty());
    EXPECT_EQ(frame(QByteArray(kMaxToPlugin, ' ')).size(), qsizetype(kMaxToPlugin) + 4);
}

}  // namespace
}  // namespace tappay::browser
