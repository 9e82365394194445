#include "ui/language_test.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

#include "style/palette.h"
#include "ui/window_fixture.h"

namespace tappay::ui {

void LanguageTest::switchesWhileRunning() {
    WindowFixture f;
    f.open();
    f.sale().show(Transaction::fromJson(recorded::withFailure(
        recorded::transaction(QStringLiteral("declined"), QStringLiteral("done"), 0),
        "bank.declined")));
    QTRY_VERIFY(f.shows(QStringLiteral("Declined by the bank")));
    f.shop().till().preferences()->setLanguage(QStringLiteral("zh_CN"));
    QTRY_VERIFY(f.shows(QStringLiteral("银行拒绝")));
    // Texts of the closed list of failures change with it.
    QVERIFY(!f.texts().join(QString()).contains(QLatin1String("The bank declined")));
    QVERIFY(f.shows(QStringLiteral("今日交易")));
    f.shop().till().preferences()->setLanguage(QStringLiteral("en"));
    QTRY_VERIFY(f.shows(QStringLiteral("Declined by the bank")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void LanguageTest::translationsAreComplete() {
    QFile file(QStringLiteral(TAPPAY_TRANSLATIONS "/tappay_zh_CN.ts"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    int messages = 0;
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        if (xml.name() == QLatin1String("source")) source = xml.readElementText();
        if (xml.name() == QLatin1String("translation")) {
            ++messages;
            QVERIFY2(xml.attributes().value(QLatin1String("type")).isEmpty(), qPrintable(source));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(source));
        }
    }
    QVERIFY(messages > 200);
}

void LanguageTest::themeSwitches() {
    WindowFixture f;
    f.open();
    for (const auto& [mode, scheme] : {std::pair(1, Scheme::Light), std::pair(2, Scheme::Dark),
                                       std::pair(3, Scheme::HighContrast)}) {
        f.shop().till().preferences()->setTheme(mode);
        QTRY_COMPARE(f.window()->color(), paletteOf(scheme).bg);
        const QImage picture = f.window()->grabWindow();
        QCOMPARE(picture.pixelColor(300, 20), paletteOf(scheme).bg);
    }
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

}  // namespace tappay::ui
