#include <QtCore/QJsonDocument>
#include <cstdlib>

#include "tappay-browser/bridge.h"
#include "tappay-browser/framing.h"

namespace {

using namespace tappay::browser;

// Whatever a plug-in sends, the application hears four methods in lines it takes, and the plug-in
// gets what the browser takes.
class Watched final : public Surroundings {
public:
    void tellPlugin(const QJsonObject& message) override {
        if (frame(QJsonDocument(message).toJson(QJsonDocument::Compact)).isEmpty()) std::abort();
    }
    bool askApplication(const QByteArray& line) override {
        if (line.size() > 64 * 1024 || line.indexOf('\n') != line.size() - 1) std::abort();
        const QString method = QJsonDocument::fromJson(line).object()["method"].toString();
        if (method != "checkout.ready" && method != "checkout.start" &&
            method != "checkout.cancel" && method != "checkout.answer")
            std::abort();
        m_last = QJsonDocument::fromJson(line).object()["id"].toInteger();
        return true;
    }
    void startWindow() override {}
    void end() override {}
    // A ready application, and one that starts what it is asked to.
    void answer(Bridge& bridge) {
        if (m_last == 0) return;
        bridge.onLine("{\"id\":" + QByteArray::number(std::exchange(m_last, 0)) +
                      R"(,"result":{"checkout":1,"id":"01936b2e-5f00-7a31-8c11-3d2b6a90f4e7"}})");
    }

private:
    qint64 m_last = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Watched around;
    Bridge bridge(around, {});
    FrameReader reader;
    reader.add(QByteArrayView(data, static_cast<qsizetype>(size)));
    for (auto message = reader.next(); message && *message; message = reader.next()) {
        bridge.onMessage(**message, {});
        around.answer(bridge);
    }
    bridge.onLine(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
    return 0;
}
