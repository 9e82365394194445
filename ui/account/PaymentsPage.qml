import QtQuick
import TapPay.Models
import TapPay.Style
import TapPay.Today

// What was paid in web shops at this computer: find, list, and one payment in detail.
FocusScope {
    id: page

    required property Till till
    property string picked
    readonly property TransactionsModel purchases: till.purchases
    readonly property transaction payment: {
        const revision = purchases.count;
        return purchases.byId(picked);
    }
    readonly property bool wide: width > 760 * Theme.scale
    readonly property bool none: purchases.count === 0

    signal wantStage
    signal wantReceipt(id: string)
    signal escaped

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("My payments")
    Keys.onEscapePressed: {
        if (purchases.filtered)
            search.text = purchases.filter = "";
        else if (picked.length > 0)
            picked = "";
        else
            escaped();
    }
    Component.onCompleted: purchases.loadAll()
    Component.onDestruction: purchases.filter = ""

    Column {
        id: head
        x: 32
        y: 28
        width: parent.width - 64
        spacing: 16

        Words {
            width: parent.width
            text: qsTr("My payments")
            size: 20
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        PlaceNote {
            width: parent.width
            till: page.till
        }
        Field {
            id: search
            width: Math.min(parent.width, 420 * Theme.scale)
            focus: !page.none
            visible: !page.none
            placeholder: qsTr("Find: amount, shop, order, card")
            onEdited: page.purchases.filter = text
            onAccepted: page.picked = page.purchases.idAt(0)
        }
    }
    EmptyPlace {
        x: 32
        anchors.top: head.bottom
        anchors.topMargin: 16
        width: parent.width - 64
        visible: page.none
        icon: "bag"
        title: qsTr("Nothing paid yet")
        help: qsTr("Choose Tap & Pay in a web shop. The order comes up in this window, and is paid with your own card at your own reader.")
    }
    Panel {
        id: listPanel
        x: 32
        anchors.top: head.bottom
        anchors.topMargin: 16
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        width: page.wide ? Math.round((parent.width - 64) * 0.5 - 8) : parent.width - 64
        visible: !page.none && (page.wide || !page.payment.valid)

        TodayList {
            anchors.fill: parent
            anchors.margins: 1
            anchors.topMargin: 6
            anchors.bottomMargin: 6
            today: page.purchases
            picked: page.picked
            onChosen: id => page.picked = id
        }
    }
    PurchaseDetail {
        anchors.top: listPanel.top
        anchors.bottom: listPanel.bottom
        x: page.wide ? listPanel.x + listPanel.width + 16 : 32
        width: parent.width - x - 32
        visible: page.payment.valid
        till: page.till
        payment: page.payment
        onWantReceipt: id => page.wantReceipt(id)
        onWantStage: page.wantStage()
    }
    Words {
        anchors.top: listPanel.top
        anchors.bottom: listPanel.bottom
        x: listPanel.x + listPanel.width + 48
        width: parent.width - x - 64
        visible: page.wide && !page.payment.valid && !page.none
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Choose a payment to see what was in it, and its receipt.")
        color: Theme.ink3
    }
}
