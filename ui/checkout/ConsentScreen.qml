import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// The person agrees to pay a web order, or doesn't: who is paid, how much, what for, and how far the
// shop's address is known. Neither answer is made easier than the other.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property shopOrder order: payment.order
    readonly property real listRoom: Math.min(room - 40, 640 * Theme.scale)
    readonly property real answer: Math.max(yes.implicitWidth, no.implicitWidth, byPhone ? phone.implicitWidth : 0)
    readonly property var cards: till.cardholder.facts.cards
    // The account has cards, and a phone on which paying with one of them can be confirmed.
    readonly property bool byPhone: cards.length > 0 && till.phones.cardholders.pairedName.length > 0
    readonly property bool hurry: sale.secondsLeft >= 0 && sale.secondsLeft <= 60
    // What is left for the articles. A long list scrolls there and the amount stays in view; where the
    // text is too large for that, everything above the answers scrolls.
    readonly property real rest: all.height - actions.height - head.height - time.height - 3 * all.gap
                                 - (problem.visible ? problem.height + all.gap : 0)
    readonly property bool ownScroll: rest >= 170 * Theme.scale

    function askPhone() {
        if (!byPhone || sale.starting)
            return;
        if (cards.length === 1)
            till.confirmations.confirmOrder(order.id, cards[0].id);
        else
            wantSheet("qrc:/TapPay/Phones/CardSheet.qml", {
                "confirmations": till.confirmations,
                "cards": cards,
                "order": order.id
            });
    }

    function scroll(by: real) {
        if (ownScroll)
            items.scroll(by);
        else
            upper.contentY = Math.max(0, Math.min(upper.contentHeight - upper.height, upper.contentY + by));
    }

    title: qsTr("Pay %1").arg(order.shop)

    onConfirmed: sale.accept()
    onEscaped: sale.cancel()

    Keys.onPressed: event => {
        if (event.key === Qt.Key_P && !event.isAutoRepeat && event.modifiers === Qt.NoModifier) {
            askPhone();
            event.accepted = true;
            return;
        }
        const page = ownScroll ? items.page() : Math.max(40, upper.height - 40);
        if (event.key === Qt.Key_Down)
            scroll(60);
        else if (event.key === Qt.Key_Up)
            scroll(-60);
        else if (event.key === Qt.Key_PageDown)
            scroll(page);
        else if (event.key === Qt.Key_PageUp)
            scroll(-page);
        else if (event.key === Qt.Key_Home)
            scroll(-1e9);
        else if (event.key === Qt.Key_End)
            scroll(1e9);
        else
            return;
        event.accepted = true;
    }

    Item {
        id: all

        readonly property real gap: screen.tight ? 10 : 18
        readonly property real taken: upper.height + gap + actions.height

        width: parent.width
        height: screen.height - 48

        Flickable {
            id: upper
            y: Math.max(0, (all.height - all.taken) / 2)
            width: parent.width
            height: Math.min(column.implicitHeight, all.height - actions.height - all.gap)
            contentHeight: column.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height + 1
            clip: interactive

            Column {
                id: column
                width: parent.width
                spacing: all.gap

                Column {
                    id: problem
                    width: parent.width
                    visible: screen.sale.happened.length > 0 || screen.till.confirmations.happened.length > 0
                    spacing: all.gap

                    ProblemStrip {
                        sale: screen.sale
                    }
                    ProblemPanel {
                        happened: screen.till.confirmations.happened
                        remedy: screen.till.confirmations.remedy
                        onUnderstood: screen.till.confirmations.dismissProblem()
                    }
                }
                Column {
                    id: head
                    width: parent.width
                    spacing: screen.tight ? 4 : 8

                    Words {
                        width: parent.width
                        text: screen.title
                        size: 26
                        font.weight: Font.DemiBold
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                        Accessible.role: Accessible.Heading
                    }
                    Amount {
                        anchors.horizontalCenter: parent.horizontalCenter
                        size: screen.tight ? 64 : 88
                        room: screen.room
                        sign: screen.payment.sign
                        figures: screen.payment.figures
                    }
                    AddressLine {
                        anchors.horizontalCenter: parent.horizontalCenter
                        order: screen.order
                        room: screen.room
                    }
                }
                OrderList {
                    id: items
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: screen.listRoom
                    order: screen.order
                    tallest: screen.ownScroll ? screen.rest : 1e6
                }
                Words {
                    id: time
                    width: parent.width
                    text: screen.hurry ? qsTr("This order can be paid for another %1 s.").arg(screen.sale.secondsLeft)
                                       : screen.byPhone ? qsTr("Nothing is charged before your card is read, or before it is signed on your phone.")
                                       : qsTr("Nothing is charged before your card is read.")
                    size: 14
                    color: screen.hurry ? Theme.maybe : Theme.ink2
                    font.weight: screen.hurry ? Font.DemiBold : Font.Normal
                    horizontalAlignment: Text.AlignHCenter
                }
            }
        }
        ScrollMark {
            view: upper
        }
        ActionRow {
            id: actions
            y: upper.y + upper.height + all.gap

            ActionButton {
                id: yes
                width: screen.answer
                enabled: !screen.sale.starting
                outline: "action"
                text: qsTr("Pay with my card")
                key: qsTr("Enter")
                onClicked: screen.sale.accept()
            }
            ActionButton {
                id: phone
                width: screen.answer
                visible: screen.byPhone
                enabled: !screen.sale.starting
                outline: "action"
                text: qsTr("Confirm on my phone")
                key: "P"
                onClicked: screen.askPhone()
            }
            ActionButton {
                id: no
                width: screen.answer
                outline: "plain"
                text: qsTr("Don't pay")
                key: qsTr("Esc")
                onClicked: screen.sale.cancel()
            }
        }
    }
}
