import QtQuick
import TapPay.Phone
import TapPay.Style

// How it has ended; there until somebody acts.
PhonePage {
    id: screen

    readonly property phoneConfirmation payment: phone.current

    function enter() {
        phone.putAway();
    }

    onEntered: enter()

    title: words.title(payment.state)

    StateWords {
        id: words
    }
    Item {
        width: 1
        height: 12
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        tone: words.tone(screen.payment.state)
        icon: words.icon(screen.payment.state)
    }
    Words {
        width: parent.width
        text: screen.title
        size: 26
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.Heading
    }
    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 40
        room: screen.room
        sign: screen.payment.sign
        figures: screen.payment.figures
        ink: screen.payment.state === "paid" ? Theme.ink : Theme.ink2
    }
    Words {
        width: parent.width
        text: screen.payment.payee
        size: 17
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
    Words {
        width: parent.width
        text: words.detail(screen.payment.state, screen.payment.reason)
        size: 15
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.15
    }

    actions: [
        ActionButton {
            objectName: "done"
            width: screen.room
            text: qsTr("OK")
            outline: "action"
            onClicked: screen.phone.putAway()
        }
    ]
}
