pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// What is in the order. A long one scrolls in its place, so that the buttons stay in view.
Panel {
    id: panel

    required property shopOrder order
    // As high as it may become.
    property real tallest: 10000
    readonly property bool scrolls: list.contentHeight > list.height + 1

    function scroll(by: real) {
        const end = Math.max(0, list.contentHeight - list.height);
        list.contentY = Math.max(0, Math.min(end, list.contentY + by));
    }
    function page(): real {
        return Math.max(40, list.height - 40);
    }

    implicitHeight: Math.min(tallest, list.y + Math.max(list.contentHeight, 24) + 10)
    Accessible.role: Accessible.Grouping
    Accessible.name: reference.text

    Item {
        id: head
        x: 20
        y: 14
        width: parent.width - 40
        implicitHeight: Math.max(reference.implicitHeight, count.implicitHeight)

        Words {
            id: reference
            width: parent.width - count.width - 16
            text: qsTr("Order %1").arg(panel.order.reference)
            size: 14
            color: Theme.ink2
            font.weight: Font.DemiBold
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
        Words {
            id: count
            anchors.right: parent.right
            text: panel.order.items.length === 1 ? qsTr("1 article") : qsTr("%1 articles").arg(panel.order.items.length)
            size: 14
            color: Theme.ink2
            wrapMode: Text.NoWrap
        }
    }
    ListView {
        id: list
        x: 20
        y: head.y + head.height + 6
        width: parent.width - 40
        height: parent.height - y - 10
        model: panel.order.items
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: panel.scrolls
        activeFocusOnTab: panel.scrolls
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Articles")
        Keys.onUpPressed: panel.scroll(-60)
        Keys.onDownPressed: panel.scroll(60)

        delegate: OrderRow {
            required property int index
            required property var modelData

            width: ListView.view.width
            item: modelData
            last: index === panel.order.items.length - 1
        }
    }
    ScrollMark {
        view: list
    }
    FocusRing {
        control: list
    }
}
