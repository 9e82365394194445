pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style
import TapPay.Today

// Everything about one payment of a web order.
Panel {
    id: detail

    required property Till till
    required property transaction payment
    readonly property shopOrder order: payment.order

    signal wantReceipt(id: string)
    signal wantStage

    When {
        id: when
    }
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
                purchase: true
            }
            Amount {
                size: 44
                room: facts.width
                sign: detail.payment.sign
                figures: detail.payment.figures
            }
            Words {
                width: parent.width
                text: detail.order.shop
                size: 17
                font.weight: Font.DemiBold
            }
            Words {
                width: parent.width
                visible: detail.payment.pending
                text: qsTr("Do not pay again. The result is being asked for.")
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
                value: when.moment(detail.payment.created)
            }
            FactRow {
                name: qsTr("Order")
                value: detail.order.reference
            }
            FactRow {
                name: qsTr("Address")
                value: detail.order.address.length > 0 ? detail.order.address : qsTr("came by a link, not verified")
            }
            FactRow {
                name: qsTr("Card")
                value: detail.payment.card
            }
            FactRow {
                name: qsTr("Reference")
                value: detail.payment.reference
            }
            Repeater {
                model: detail.order.items

                FactRow {
                    required property orderItem modelData

                    //: How many of an article, and the amount
                    name: modelData.name
                    value: modelData.quantity === 1 ? modelData.money : qsTr("× %1 · %2").arg(modelData.quantity).arg(modelData.money)
                }
            }
            Words {
                width: parent.width
                visible: detail.payment.state === "approved"
                text: qsTr("To give something back, ask the shop: it pays back to the card.")
                size: 13
                color: Theme.ink2
                lineHeight: 1.2
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
                    visible: detail.payment.pending
                    text: qsTr("Follow the result")
                    onClicked: {
                        detail.till.sale.show(detail.payment);
                        detail.wantStage();
                    }
                }
            }
        }
    }
}
