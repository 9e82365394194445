import QtQuick
import TapPay.Style

// Nothing here yet: what belongs here, and how it comes.
Panel {
    id: place

    property alias icon: mark.icon
    property alias title: heading.text
    property alias help: line.text
    default property alias content: actions.data

    width: parent ? parent.width : implicitWidth
    implicitHeight: column.implicitHeight + 64

    Column {
        id: column
        anchors.centerIn: parent
        width: Math.min(parent.width - 48, 520 * Theme.scale)
        spacing: 16

        Badge {
            id: mark
            anchors.horizontalCenter: parent.horizontalCenter
            small: Theme.scale > 1.4
            tone: "action"
        }
        Words {
            id: heading
            width: parent.width
            size: 20
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
        }
        Words {
            id: line
            width: parent.width
            visible: text.length > 0
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1.2
        }
        Column {
            id: actions
            anchors.horizontalCenter: parent.horizontalCenter
            visible: children.length > 0
        }
    }
}
