import QtQuick
import TapPay.Models
import TapPay.Style

// One line of the order: what, how many, how much.
Item {
    id: row

    required property orderItem item
    property bool last: false

    implicitHeight: Math.max(name.implicitHeight, money.implicitHeight) + 22
    Accessible.role: Accessible.ListItem
    //: Name of an article, how many, and the amount
    Accessible.name: qsTr("%1, %2 ×, %3").arg(item.name).arg(item.quantity).arg(item.money)

    Words {
        id: name
        y: 11
        width: parent.width - count.width - money.width - 28
        text: row.item.name
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        Accessible.ignored: true
    }
    Words {
        id: count
        anchors.baseline: name.baseline
        x: money.x - width - 14
        //: How many of an article
        text: qsTr("× %1").arg(row.item.quantity)
        color: Theme.ink2
        visible: row.item.quantity !== 1
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Words {
        id: money
        anchors.baseline: name.baseline
        x: parent.width - width
        text: row.item.money
        font.weight: Font.DemiBold
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Rectangle {
        y: parent.height - 1
        width: parent.width
        height: 1
        visible: !row.last
        color: Theme.line
    }
}
