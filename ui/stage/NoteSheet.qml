import QtQuick
import TapPay.Models
import TapPay.Style

// A word about the order, printed on the receipt.
Sheet {
    id: sheet

    required property Sale sale

    function keep() {
        sale.note = field.text.trim();
        close();
    }

    title: qsTr("Order note")
    onConfirmed: keep()
    onOpened: {
        field.text = sale.note;
        field.forceActiveFocus();
    }

    Field {
        id: field
        width: parent.width
        maximumLength: 40
        label: qsTr("Printed on the receipt, at most 40 characters")
        placeholder: qsTr("Table 4")
        onAccepted: sheet.keep()
    }
    Row {
        spacing: 12

        ActionButton {
            primary: true
            compact: true
            text: qsTr("Keep")
            key: qsTr("Enter")
            onClicked: sheet.keep()
        }
        ActionButton {
            compact: true
            text: qsTr("Back")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
    }
}
