import QtQuick
import TapPay.Phone
import TapPay.Style

// The device could not sign. Nothing is asked of it again by itself: the person decides.
PhonePage {
    id: screen

    title: qsTr("The security device did not sign")

    PaymentHead {
        payment: screen.phone.current
        small: true
    }
    Badge {
        small: true
        tone: "maybe"
        icon: "alert"
    }
    Words {
        width: parent.width
        text: qsTranslate("Failure", screen.phone.troubleHappened)
        size: 22
        font.weight: Font.DemiBold
        Accessible.role: Accessible.AlertMessage
    }
    Words {
        width: parent.width
        text: screen.phone.wrongDevice ? qsTr("The device that is expected: %1").arg(screen.phone.device)
                                       : qsTranslate("Failure", screen.phone.troubleRemedy)
        size: 15
        color: Theme.ink2
    }
    Words {
        width: parent.width
        visible: screen.phone.current.deviceAsked
        text: qsTr("It may have signed already. Trying again is safe: it is paid once at most.")
        size: 15
        color: Theme.ink2
    }

    actions: [
        Row {
            spacing: 12

            ActionButton {
                objectName: "giveUp"
                width: (screen.room - 12) / 2
                leftPadding: 12
                room: width - 20
                outline: "plain"
                text: qsTr("Give up")
                onClicked: screen.phone.giveUp()
            }
            ActionButton {
                objectName: "again"
                width: (screen.room - 12) / 2
                leftPadding: 12
                room: width - 20
                outline: "action"
                text: qsTr("Try again")
                onClicked: screen.again()
            }
        }
    ]
}
