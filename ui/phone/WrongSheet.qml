import QtQuick
import TapPay.Phone
import TapPay.Style

// What a person can do about a confirmation that is not right.
Sheet {
    id: sheet

    required property Phone phone

    title: qsTr("What is wrong?")

    ActionButton {
        width: parent.width
        room: width - 40
        text: qsTr("The codes differ")
        onClicked: {
            sheet.phone.refuse(true);
            sheet.close();
        }
    }
    Words {
        width: parent.width
        text: qsTr("It is refused, and nothing is paid.")
        size: 13
        color: Theme.ink2
    }
    ActionButton {
        width: parent.width
        room: width - 40
        text: qsTr("I did not begin this: report it")
        onClicked: {
            sheet.phone.report();
            sheet.close();
        }
    }
    Words {
        width: parent.width
        text: qsTr("It is refused, and that computer can't ask for confirmations any more until the payment service allows it.")
        size: 13
        color: Theme.ink2
    }
    ActionButton {
        width: parent.width
        compact: true
        text: qsTr("Back")
        onClicked: sheet.close()
    }
}
