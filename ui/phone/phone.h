#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QVariantList>

#include "models/preferences.h"
#include "phone/phone_facts.h"
#include "phone/phone_pin.h"

namespace tappay::ui {

// The phone for its screens: what the companion last showed, and what a person does.
class Phone : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the program")
    Q_PROPERTY(Screen screen READ screen NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString pairingCode READ pairingCode NOTIFY changed FINAL)
    Q_PROPERTY(QString pairingEnd READ pairingEnd NOTIFY changed FINAL)
    Q_PROPERTY(bool forShop READ forShop NOTIFY changed FINAL)
    Q_PROPERTY(bool reachable READ reachable NOTIFY changed FINAL)
    Q_PROPERTY(bool turnedAway READ turnedAway NOTIFY changed FINAL)
    Q_PROPERTY(bool leaving READ leaving NOTIFY changed FINAL)
    Q_PROPERTY(bool noInvitation READ noInvitation NOTIFY changed FINAL)
    // In English source text; empty: nothing went wrong.
    Q_PROPERTY(QString happened READ happened NOTIFY changed FINAL)
    Q_PROPERTY(QString remedy READ remedy NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::PhoneConfirmation current READ current NOTIFY changed FINAL)
    Q_PROPERTY(QString device READ device NOTIFY changed FINAL)
    Q_PROPERTY(QString deviceCode READ deviceCode NOTIFY changed FINAL)
    Q_PROPERTY(QString troubleHappened READ troubleHappened NOTIFY changed FINAL)
    Q_PROPERTY(QString troubleRemedy READ troubleRemedy NOTIFY changed FINAL)
    Q_PROPERTY(bool wrongDevice READ wrongDevice NOTIFY changed FINAL)
    Q_PROPERTY(bool wrongPin READ wrongPin NOTIFY changed FINAL)
    Q_PROPERTY(int triesLeft READ triesLeft NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList devices READ devices NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList usable READ usable NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList history READ history NOTIFY changed FINAL)
    Q_PROPERTY(Adding adding READ adding NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList places READ places NOTIFY changed FINAL)

public:
    enum Screen {
        Unpaired,
        Sending,    // a pairing
        Comparing,  // its digits
        Home,
        Request,
        Looking,  // for the device
        Waiting,  // the device has it
        Telling,  // the back end
        Trouble,
        Signed,
        Result,
    };
    Q_ENUM(Screen)
    enum Adding { NotAdding, LookingAround, Choosing, Connecting, WaitingForDevice, Added, Failed };
    Q_ENUM(Adding)

    explicit Phone(companion::Companion& companion, QObject* parent = nullptr);
    ~Phone() override;

    Q_INVOKABLE void pair(const QString& invitation, const QString& name);
    Q_INVOKABLE void stopPairing();
    Q_INVOKABLE void leave();
    Q_INVOKABLE void forget();
    Q_INVOKABLE void look();  // the current one is seen
    Q_INVOKABLE void confirm(const QString& device, tappay::ui::PhonePin* pin);
    Q_INVOKABLE void refuse(bool codeDiffers);
    Q_INVOKABLE void report();
    Q_INVOKABLE void stopDevice();
    Q_INVOKABLE void giveUp();
    Q_INVOKABLE void putAway();
    Q_INVOKABLE void lookForDevices();
    Q_INVOKABLE void addDevice(int place, const QString& name, tappay::ui::PhonePin* pin);
    Q_INVOKABLE void stopAdding();
    Q_INVOKABLE void forgetDevice(const QString& id);
    Q_INVOKABLE void compared(bool same);
    Q_INVOKABLE void dismiss();  // what was said of the last intent is understood

    [[nodiscard]] Screen screen() const;
    [[nodiscard]] Preferences* preferences() { return &m_preferences; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString pairingCode() const;  // "483 920"
    // "refused", "expired"; empty.
    [[nodiscard]] QString pairingEnd() const;
    [[nodiscard]] bool forShop() const;
    [[nodiscard]] bool reachable() const { return m_status.reachable; }
    // This phone confirms nothing any more.
    [[nodiscard]] bool turnedAway() const;
    [[nodiscard]] bool leaving() const { return m_status.leaving; }
    [[nodiscard]] bool noInvitation() const;  // the last text was none
    [[nodiscard]] QString happened() const;
    [[nodiscard]] QString remedy() const;
    [[nodiscard]] PhoneConfirmation current() const;
    [[nodiscard]] QString device() const;  // that is expected
    [[nodiscard]] QString deviceCode() const;
    [[nodiscard]] QString troubleHappened() const;
    [[nodiscard]] QString troubleRemedy() const;
    [[nodiscard]] bool wrongDevice() const;
    [[nodiscard]] bool wrongPin() const;
    [[nodiscard]] int triesLeft() const;  // -1: not known
    [[nodiscard]] QVariantList devices() const;
    [[nodiscard]] QVariantList usable() const;  // those that were not revoked
    [[nodiscard]] QVariantList history() const;
    [[nodiscard]] Adding adding() const;
    [[nodiscard]] QVariantList places() const;

Q_SIGNALS:
    void changed();

private:
    void refresh();
    [[nodiscard]] const std::optional<Failure>& trouble() const;
    [[nodiscard]] std::string currentId() const;

    companion::Companion& m_companion;
    Preferences m_preferences;
    companion::CompanionStatus m_status;
    std::optional<Failure> m_refused;  // the last intent, at once
};

}  // namespace tappay::ui
