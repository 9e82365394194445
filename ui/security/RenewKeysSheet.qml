import QtQuick
import TapPay.Models
import TapPay.Style

// A new master key can't be called back: asked once more.
Sheet {
    id: sheet

    required property Security security

    title: qsTr("Renew the keys?")
    onOpened: back.forceActiveFocus()

    Words {
        width: parent ? parent.width : 400
        text: qsTr("The terminal receives a new master key and signs on with it. It takes a moment. The old key stays good until the new one works.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Words {
        width: parent ? parent.width : 400
        visible: text.length > 0
        text: sheet.security.facts.masterCheck.length > 0
              ? qsTr("Master key now: check value %1").arg(sheet.security.facts.masterCheck) : ""
        color: Theme.ink2
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            id: back
            compact: true
            text: qsTr("Keep the keys")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
        ActionButton {
            compact: true
            text: qsTr("Renew keys")
            onClicked: {
                sheet.security.renewKeys();
                sheet.close();
            }
        }
    }
}
