import QtQuick
import TapPay.Models
import TapPay.Style

// The day in one line: how many payments, and what came in.
Item {
    id: header

    required property TransactionsModel today

    implicitHeight: Math.max(title.implicitHeight, sum.implicitHeight)

    Words {
        id: title
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Today")
        size: 20
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        id: sum
        anchors.right: parent.right
        anchors.baseline: title.baseline
        width: Math.min(implicitWidth, parent.width - title.implicitWidth - 12)
        visible: header.today.count > 0
        text: qsTr("%1 · %2 taken").arg(header.today.count).arg(header.today.total)
        size: 13
        color: Theme.ink3
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
    }
}
