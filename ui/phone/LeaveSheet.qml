import QtQuick
import TapPay.Phone
import TapPay.Style

// Ending the pairing takes a second look.
Sheet {
    id: sheet

    required property Phone phone

    title: qsTr("End the pairing?")

    Words {
        width: parent.width
        text: qsTr("This phone forgets its key, its history and its devices, and can't confirm anything any more. What waits for it is withdrawn.")
        size: 15
        color: Theme.ink2
    }
    ActionButton {
        width: parent.width
        outline: "action"
        text: qsTr("Keep it")
        onClicked: sheet.close()
    }
    ActionButton {
        width: parent.width
        outline: "plain"
        text: qsTr("End the pairing")
        onClicked: {
            sheet.phone.leave();
            sheet.close();
        }
    }
}
