pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The receipt as it will be on paper: dark on white in every theme.
Rectangle {
    id: slip

    required property ReceiptModel receipt

    implicitHeight: lines.implicitHeight + 48
    color: "#FFFFFF"
    radius: 4
    border.width: 1
    border.color: "#C9D0DA"
    Accessible.role: Accessible.Document
    Accessible.name: qsTr("Receipt")

    Column {
        id: lines
        x: 24
        y: 24
        width: parent.width - 48
        spacing: 6

        Repeater {
            model: slip.receipt

            ReceiptLine {
                width: lines.width
            }
        }
        Words {
            width: parent.width
            topPadding: 12
            bottomPadding: 34
            visible: slip.receipt.signatureLine
            text: qsTr("Cardholder signature")
            size: 13
            color: "#3A4452"
        }
    }
}
