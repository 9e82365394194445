import QtQuick
import TapPay.Models
import TapPay.Style

// Everything about one payment that may be shown, and what can be done with it.
Panel {
    id: detail

    required property Till till
    required property transaction payment

    signal wantReceipt(id: string)
    signal wantUndo(id: string)
    signal wantTrace(id: string)
    signal wantStage

    Flickable {
        anchors.fill: parent
        anchors.margins: 24
        contentHeight: facts.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Column {
            id: facts
            width: parent.width
            spacing: 12

            StateTag {
                money: detail.payment.state
            }
            Amount {
                size: 44
                room: facts.width
                sign: detail.payment.sign
                figures: detail.payment.figures
            }
            Words {
                width: parent.width
                visible: detail.payment.pending
                text: detail.payment.state === "card_in_doubt"
                      ? qsTr("Do not charge again. Only the same card can tell whether it has paid.")
                      : qsTr("Do not charge again. The bank is being asked for the result.")
                size: 14
                color: Theme.maybe
                font.weight: Font.DemiBold
            }
            Words {
                width: parent.width
                visible: text.length > 0
                text: detail.payment.happened.length === 0 ? ""
                      : qsTr("%1 %2").arg(qsTranslate("Failure", detail.payment.happened))
                                     .arg(qsTranslate("Failure", detail.payment.remedy))
                size: 14
                color: Theme.ink2
                lineHeight: 1.2
            }
            Rectangle {
                width: parent.width
                height: 1
                color: Theme.line
            }
            FactRow {
                name: qsTr("Time")
                value: detail.payment.clockTime
            }
            FactRow {
                name: qsTr("Card")
                value: detail.payment.card
            }
            FactRow {
                name: qsTr("Kind of card")
                value: detail.payment.cardLabel
            }
            FactRow {
                name: qsTr("Read by")
                value: detail.payment.cardInterface === "contactless" ? qsTr("Tapping")
                     : detail.payment.cardInterface === "contact" ? qsTr("Chip") : ""
            }
            FactRow {
                name: qsTr("Left on the card")
                value: detail.payment.balance
            }
            FactRow {
                name: qsTr("Bank")
                value: detail.payment.issuerName
            }
            FactRow {
                name: qsTr("Confirmed by")
                value: detail.payment.cvm === "online_pin" ? qsTr("PIN")
                     : detail.payment.cvm === "offline_pin" ? qsTr("PIN, checked by the card")
                     : detail.payment.cvm === "offline_pin_and_signature" ? qsTr("PIN and signature")
                     : detail.payment.cvm === "signature" ? qsTr("Signature")
                     : detail.payment.cvm === "none" ? qsTr("No PIN, no signature") : ""
            }
            FactRow {
                name: qsTr("Authorisation code")
                value: detail.payment.authCode
            }
            FactRow {
                name: qsTr("Voucher")
                value: detail.payment.voucher
            }
            FactRow {
                name: qsTr("Reference")
                value: detail.payment.reference
            }
            FactRow {
                name: qsTr("Batch")
                value: detail.payment.batch
            }
            FactRow {
                name: qsTr("Order note")
                value: detail.payment.note
            }
            Flow {
                width: parent.width
                topPadding: 8
                spacing: 10

                ActionButton {
                    compact: true
                    visible: detail.payment.voucher.length > 0
                    text: qsTr("Receipt")
                    onClicked: detail.wantReceipt(detail.payment.id)
                }
                ActionButton {
                    compact: true
                    visible: detail.payment.card.length > 0
                    text: qsTr("What the card said")
                    onClicked: detail.wantTrace(detail.payment.id)
                }
                ActionButton {
                    compact: true
                    visible: detail.payment.canUndo
                    text: qsTr("Undo this payment…")
                    onClicked: detail.wantUndo(detail.payment.id)
                }
                ActionButton {
                    compact: true
                    visible: detail.payment.pending
                    text: qsTr("Follow the result")
                    onClicked: {
                        detail.till.sale.show(detail.payment);
                        detail.wantStage();
                    }
                }
                ActionButton {
                    compact: true
                    visible: detail.payment.pending && detail.payment.state !== "card_in_doubt"
                    text: qsTr("Check now")
                    onClicked: detail.till.sale.checkNow()
                }
            }
        }
    }
}
