import QtQuick
import TapPay.Models
import TapPay.Style

// A security device that the phone has offered: its key is compared before it is accepted.
Sheet {
    id: sheet

    required property Phones phones
    required property securityDevice device
    readonly property real answer: Math.max(no.implicitWidth, yes.implicitWidth)

    title: qsTr("Is this your security device?")
    room: 560
    onOpened: later.forceActiveFocus()

    Words {
        width: parent ? parent.width : 400
        text: qsTr("The phone has offered “%1”. It shows the same key: compare the groups. Accept only a device that is yours; what it signs is paid.").arg(sheet.device.name)
        color: Theme.ink2
        lineHeight: 1.2
    }
    Words {
        width: parent ? parent.width : 400
        text: sheet.device.key
        size: 17
        font.family: Theme.monospace
        font.weight: Font.DemiBold
        lineHeight: 1.3
        Accessible.name: qsTr("Key %1").arg(text)
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            id: no
            width: sheet.answer
            compact: true
            outline: "plain"
            text: qsTr("Not mine: remove it")
            onClicked: {
                sheet.phones.revokeDevice(sheet.device.id);
                sheet.close();
            }
        }
        ActionButton {
            id: yes
            width: sheet.answer
            compact: true
            outline: "action"
            text: qsTr("The same: accept")
            onClicked: {
                sheet.phones.acceptDevice(sheet.device.id);
                sheet.close();
            }
        }
        ActionButton {
            id: later
            compact: true
            text: qsTr("Decide later")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
    }
}
