pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// Nothing is to be confirmed at the moment.
PhonePage {
    id: page

    readonly property bool hasDevice: phone.usable.length > 0

    title: qsTr("Payments to confirm")

    ConnectionLine {
        phone: page.phone
    }
    Item {
        width: 1
        height: 28
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        tone: page.phone.turnedAway ? "no" : "plain"
        icon: page.phone.turnedAway ? "alert" : page.hasDevice ? "phone" : "keys"
    }
    Words {
        width: parent.width
        text: page.phone.turnedAway ? qsTranslate("Failure", page.phone.happened)
            : page.hasDevice ? qsTr("Nothing to confirm") : qsTr("Add your security device")
        size: 24
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        text: page.phone.turnedAway ? qsTranslate("Failure", page.phone.remedy)
            : !page.hasDevice ? qsTr("A key or card that signs your payments. This phone alone can't pay anything.")
            : page.phone.forShop ? qsTr("Large refunds of the shop come here by themselves.")
                                 : qsTr("What you begin at your computer comes here by itself.")
        size: 15
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.2
    }
    HintStrip {
        tone: "maybe"
        text: page.phone.turnedAway || page.phone.happened.length === 0 ? ""
            : qsTr("%1 %2").arg(qsTranslate("Failure", page.phone.happened)).arg(qsTranslate("Failure", page.phone.remedy))
    }

    actions: [
        ActionButton {
            width: page.room
            visible: page.phone.turnedAway
            primary: true
            text: qsTr("Pair again")
            onClicked: page.phone.forget()
        },
        ActionButton {
            objectName: "addDevice"
            width: page.room
            visible: !page.phone.turnedAway && !page.hasDevice
            primary: true
            text: qsTr("Add a security device")
            onClicked: page.wantDevices()
        }
    ]
}
