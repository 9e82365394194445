#include <QAudioDevice>
#include <QMediaDevices>
#include <QObject>
#include <QSoundEffect>
#include <QUrl>

#include "extras/extras.h"

namespace tappay::ui {

class TonesPlugin : public QObject, public Tones {
    Q_OBJECT
    Q_INTERFACES(tappay::ui::Tones)
    Q_PLUGIN_METADATA(IID "tappay.Tones/1")

public:
    // Without an output Qt 6.4 plays into nothing for ever and reports no error.
    bool play(const QString& resource) override {
        if (QMediaDevices::audioOutputs().isEmpty()) return false;
        m_effect.setSource(QUrl(QStringLiteral("qrc") + resource));
        m_effect.play();
        return true;
    }

private:
    QSoundEffect m_effect;
};

}  // namespace tappay::ui

#include "tones_plugin.moc"
