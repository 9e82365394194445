import QtQuick
import TapPay.Models
import TapPay.Style

// The terminal in words: reader, chip, bank, who and when.
Rectangle {
    id: footer

    required property Till till
    readonly property Session session: till.session
    readonly property terminalStatus status: session.status
    readonly property bool oneLine: parts.wanted + who.implicitWidth + 80 < width

    implicitHeight: Math.max(40, (oneLine ? Math.max(parts.implicitHeight, who.implicitHeight)
                                          : parts.height + who.implicitHeight + 4) + 16)
    color: Theme.surface
    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("State of the terminal")

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
    }
    Flow {
        id: parts

        readonly property real wanted: {
            let sum = 0;
            for (let i = 0; i < children.length; ++i) {
                if (children[i].visible)
                    sum += children[i].width + spacing;
            }
            return sum;
        }

        x: 20
        y: footer.oneLine ? Math.round((parent.height - height) / 2) : 8
        width: footer.oneLine ? parent.width - who.implicitWidth - 60 : parent.width - 40
        spacing: 26

        FooterItem {
            name: qsTr("Reader")
            tone: footer.session.connected && footer.status.hasReader && footer.status.readerService ? "ok" : "no"
            condition: !footer.session.connected ? qsTr("not known")
                  : !footer.status.readerService ? qsTr("service not running")
                  : !footer.status.hasReader ? qsTr("not connected")
                  : footer.status.readerInUse ? qsTr("used by another program")
                  : footer.status.cardPresent ? qsTr("card in the reader") : qsTr("ready")
        }
        FooterItem {
            name: qsTr("Chip")
            tone: !footer.session.connected ? "no" : footer.status.chipForm === "tpm" ? "ok" : "maybe"
            condition: !footer.session.connected ? qsTr("not known")
                  : footer.status.chipForm === "tpm" ? qsTr("TPM 2.0 · ready")
                  : footer.status.chipForm === "virtual" ? qsTr("virtual · weaker")
                  : qsTr("software · for trials")
        }
        FooterItem {
            name: qsTr("Bank")
            tone: footer.session.connected && footer.status.bankReachable ? "ok" : "no"
            condition: !footer.session.connected ? qsTr("not known")
                  : !footer.status.bankReachable ? qsTr("can't be reached")
                  : footer.status.roundTripMs >= 0 ? qsTr("%1 ms").arg(footer.status.roundTripMs) : qsTr("ready")
        }
        FooterItem {
            readonly property phonesFacts phones: footer.till.phones.facts

            visible: footer.session.connected && (phones.cloned || phones.pairedName.length > 0)
            name: qsTr("Phone")
            tone: phones.cloned ? "no" : footer.till.confirmations.waiting.valid || live ? "maybe" : "ok"
            condition: phones.cloned ? qsTr("copied · confirms nothing")
                     : footer.till.confirmations.waiting.valid || live ? qsTr("%1 · waits for an answer").arg(phones.pairedName) : phones.pairedName

            readonly property bool live: footer.till.confirmations.onStage && !footer.till.confirmations.current.ended
        }
        FooterItem {
            readonly property int pending: footer.till.purchases.pendingCount
                                           + (footer.till.preferences.sells ? footer.till.today.pendingCount : 0)

            visible: pending > 0
            name: qsTr("Open")
            tone: "maybe"
            condition: qsTr("results not known yet: %1").arg(pending)
        }
    }
    Words {
        id: who
        anchors.right: parent.right
        anchors.rightMargin: 20
        y: footer.oneLine ? Math.round((parent.height - height) / 2) : parts.y + parts.height + 4
        text: footer.session.connected && footer.status.terminalId.length === 0
              ? qsTr("Not enrolled · %1").arg(clock.now)
              : footer.session.connected && footer.till.preferences.sells
              ? qsTr("Operator %1 · Batch %2 · %3").arg(footer.status.operatorId).arg(footer.status.batch).arg(clock.now)
              : clock.now
        size: 13
        color: Theme.ink2
        wrapMode: Text.NoWrap
    }
    Timer {
        id: clock

        property string now: Qt.formatTime(new Date(), "HH:mm")

        interval: 1000
        repeat: true
        triggeredOnStart: true
        running: footer.visible && footer.Window.visibility !== Window.Hidden && footer.Window.visibility !== Window.Minimized
        // It wakes when the minute has changed, and not before.
        onTriggered: {
            now = Qt.formatTime(new Date(), "HH:mm");
            interval = 60050 - Date.now() % 60000;
        }
    }
}
