import QtQuick
import TapPay.Models
import TapPay.Style

// The day on the whole stage: find, list, and one payment in detail.
FocusScope {
    id: page

    required property Till till
    property string picked
    readonly property transaction payment: {
        const revision = till.today.count;
        return till.today.byId(picked);
    }
    readonly property bool wide: width > 760 * Theme.scale

    signal wantReceipt(id: string)
    signal wantUndo(id: string)
    signal wantTrace(id: string)
    signal wantStage
    signal escaped

    function find() {
        search.forceActiveFocus();
    }

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Today")
    Keys.onEscapePressed: {
        if (till.today.filtered)
            search.text = till.today.filter = "";
        else if (picked.length > 0)
            picked = "";
        else
            escaped();
    }
    Component.onDestruction: till.today.filter = ""

    Column {
        id: head
        x: 32
        y: 28
        width: parent.width - 64
        spacing: 16

        TodayHeader {
            width: parent.width
            today: page.till.today
        }
        Field {
            id: search
            width: Math.min(parent.width, 420 * Theme.scale)
            focus: true
            placeholder: qsTr("Find: amount, card, voucher, note")
            onEdited: page.till.today.filter = text
            onAccepted: page.picked = page.till.today.idAt(0)
        }
    }
    Panel {
        id: listPanel
        x: 32
        anchors.top: head.bottom
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        width: page.wide ? Math.round((parent.width - 64) * 0.5 - 8) : parent.width - 64
        visible: page.wide || !page.payment.valid

        TodayList {
            anchors.fill: parent
            anchors.margins: 1
            anchors.topMargin: 6
            anchors.bottomMargin: 6
            today: page.till.today
            picked: page.picked
            onChosen: id => page.picked = id
        }
    }
    TransactionDetail {
        anchors.top: listPanel.top
        anchors.bottom: listPanel.bottom
        x: page.wide ? listPanel.x + listPanel.width + 16 : 32
        width: parent.width - x - 32
        visible: page.payment.valid
        till: page.till
        payment: page.payment
        onWantReceipt: id => page.wantReceipt(id)
        onWantUndo: id => page.wantUndo(id)
        onWantTrace: id => page.wantTrace(id)
        onWantStage: page.wantStage()
    }
    Words {
        anchors.top: listPanel.top
        anchors.bottom: listPanel.bottom
        x: listPanel.x + listPanel.width + 48
        width: parent.width - x - 64
        visible: page.wide && !page.payment.valid && page.till.today.count > 0
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Choose a payment to see it in full, print its receipt or undo it.")
        color: Theme.ink3
    }
}
