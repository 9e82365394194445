import QtQuick
import TapPay.Style

// A day that has just begun, or a search without a find.
Column {
    id: empty

    property bool searching: false

    spacing: 12

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 40
        height: 40
        name: empty.searching ? "search" : "empty"
        color: Theme.ink3
    }
    Words {
        width: parent.width
        text: empty.searching ? qsTr("Nothing found") : qsTr("No payments yet today")
        size: 16
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        width: parent.width
        text: empty.searching ? qsTr("Try the amount, the last four digits of the card, the voucher number or a word of the note.")
                              : qsTr("Type an amount and press Enter to begin the first one.")
        size: 14
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.2
    }
}
