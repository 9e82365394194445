import QtQuick
import TapPay.Models
import TapPay.Style

// The day beside the stage. While a cardholder enters the PIN it shows nothing of other customers.
Rectangle {
    id: column

    required property Till till
    readonly property bool hidden: till.sale.screen === Sale.EnterPin

    signal chosen(id: string)

    color: Theme.surface
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Today")

    Rectangle {
        width: 1
        height: parent.height
        color: Theme.line
    }
    TodayHeader {
        id: header
        x: 20
        y: 26
        width: parent.width - 40
        visible: !column.hidden
        today: column.till.today
    }
    TodayList {
        anchors.fill: parent
        anchors.leftMargin: 1
        anchors.topMargin: header.y + header.height + 14
        visible: !column.hidden
        today: column.till.today
        onChosen: id => column.chosen(id)
    }
    Words {
        anchors.centerIn: parent
        width: Math.min(parent.width - 80, 210 * Theme.scale)
        visible: column.hidden
        text: qsTr("Sales are hidden while a PIN is entered")
        size: 15
        color: Theme.ink3
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.2
    }
}
