import QtQuick
import TapPay.Models
import TapPay.Style

// A phone or a security device is taken away: what it means, and two answers that weigh the same.
Sheet {
    id: sheet

    required property Phones phones
    required property string kind  // "phone" or "device"
    required property string subject
    required property string name
    readonly property real answer: Math.max(keep.implicitWidth, go.implicitWidth)

    title: qsTr("Remove %1?").arg(name)
    onOpened: keep.forceActiveFocus()

    Words {
        width: parent ? parent.width : 400
        text: sheet.kind === "phone"
              ? qsTr("It confirms nothing any more, from now on, and requests that wait on it are withdrawn. To use it again, pair it anew.")
              : qsTr("Its signature does not count any more, from now on. To use it again, add it anew on the phone.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            id: keep
            width: sheet.answer
            compact: true
            outline: "plain"
            text: qsTr("Keep it")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
        ActionButton {
            id: go
            width: sheet.answer
            compact: true
            outline: "plain"
            text: qsTr("Remove")
            onClicked: {
                if (sheet.kind === "phone")
                    sheet.phones.revokePhone(sheet.subject);
                else
                    sheet.phones.revokeDevice(sheet.subject);
                sheet.close();
            }
        }
    }
}
