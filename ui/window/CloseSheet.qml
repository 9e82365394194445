import QtQuick
import TapPay.Models
import TapPay.Style

// The window is to be closed while money is on its way: why it stays, and the safe way to go.
Sheet {
    id: sheet

    required property Till till

    signal finishInBackground

    readonly property bool onPhone: till.confirmations.onStage && !till.confirmations.current.ended
                                    || till.confirmations.waiting.valid

    title: qsTr("A payment is still open")
    onConfirmed: close()
    onOpened: stay.forceActiveFocus()

    Words {
        width: parent ? parent.width : 400
        text: sheet.onPhone ? qsTr("A request waits to be confirmed on the phone. It can still be confirmed there.")
            : sheet.till.sale.transaction.valid && !sheet.till.sale.transaction.settled
              ? qsTr("The payment of %1 is not finished.").arg(sheet.till.sale.transaction.money)
              : qsTr("Results not known yet: %1").arg(sheet.till.today.pendingCount + sheet.till.purchases.pendingCount)
        font.weight: Font.DemiBold
    }
    Words {
        width: parent ? parent.width : 400
        text: !sheet.till.preferences.sells || sheet.till.sale.transaction.purchase
              ? qsTr("The payment service goes on without this window and shows the result when the window is opened again. Do not pay again until then.")
              : qsTr("The payment service goes on without this window and shows the result when the window is opened again. Do not charge again until then.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            id: stay
            compact: true
            primary: true
            text: qsTr("Stay")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
        ActionButton {
            compact: true
            text: qsTr("Finish in background")
            onClicked: sheet.finishInBackground()
        }
    }
}
