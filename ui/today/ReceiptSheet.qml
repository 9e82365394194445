import QtQuick
import TapPay.Models
import TapPay.Style

// The receipt in view, and the ways to put it on paper or in a file.
Sheet {
    id: sheet

    required property Till till
    readonly property ReceiptModel receipt: till.receipt
    property string transactionId
    property bool printing: false

    room: 420
    title: qsTr("Receipt")
    onConfirmed: close()
    onOpened: {
        if (printing)
            receipt.printNow(transactionId, "cardholder");
        else
            receipt.load(transactionId, "cardholder");
    }

    ChoiceRow {
        width: parent ? parent.width : 360
        name: qsTr("Copy")
        options: [qsTr("Cardholder copy"), qsTr("Merchant copy")]
        current: sheet.receipt.copy === "merchant" ? 1 : 0
        onChosen: index => sheet.receipt.load(sheet.transactionId, index === 1 ? "merchant" : "cardholder")
    }
    Flow {
        width: parent ? parent.width : 360
        spacing: 10

        ActionButton {
            compact: true
            primary: true
            enabled: sheet.receipt.ready
            text: qsTr("Print")
            onClicked: sheet.receipt.print()
        }
        ActionButton {
            compact: true
            enabled: sheet.receipt.ready
            text: qsTr("Save as PDF")
            onClicked: sheet.receipt.savePdf()
        }
        ActionButton {
            compact: true
            text: qsTr("Close")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
    }
    Words {
        width: parent ? parent.width : 360
        visible: text.length > 0
        text: sheet.receipt.outcome === ReceiptModel.Printed ? qsTr("Sent to the printer.")
            : sheet.receipt.outcome === ReceiptModel.NoPrinter ? qsTr("No printer is set up on this computer. Add one in the system's settings, or save the receipt as PDF.")
            : sheet.receipt.outcome === ReceiptModel.PrintFailed ? qsTr("The printer did not take the receipt. Check it, then print again.")
            : sheet.receipt.outcome === ReceiptModel.Saved ? qsTr("Saved as %1").arg(sheet.receipt.file)
            : sheet.receipt.outcome === ReceiptModel.SaveFailed ? qsTr("The file could not be written: %1").arg(sheet.receipt.file)
            : sheet.receipt.outcome === ReceiptModel.NotAvailable ? qsTr("There is no receipt: %1").arg(qsTranslate("Failure", sheet.receipt.happened))
            : ""
        size: 14
        color: sheet.receipt.outcome === ReceiptModel.Printed || sheet.receipt.outcome === ReceiptModel.Saved ? Theme.ok : Theme.no
        font.weight: Font.DemiBold
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        Accessible.role: Accessible.AlertMessage
    }
    ReceiptSlip {
        width: parent ? parent.width : 360
        visible: sheet.receipt.ready
        receipt: sheet.receipt
    }
}
