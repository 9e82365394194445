import QtQuick
import TapPay.Style

// One setting: its name, what it does, and the control.
Item {
    id: row

    property string name
    property string help
    property bool last: false
    default property alias content: place.data
    readonly property bool wide: width > 620 * Theme.scale

    width: parent ? parent.width : 0
    implicitHeight: (wide ? Math.max(words.implicitHeight, place.implicitHeight)
                          : words.implicitHeight + place.implicitHeight + 10) + 32

    Column {
        id: words
        y: 16
        width: row.wide ? row.width * 0.44 : row.width
        spacing: 2

        Words {
            width: parent.width
            text: row.name
            size: 15
            font.weight: Font.DemiBold
        }
        Words {
            width: parent.width
            visible: text.length > 0
            text: row.help
            size: 13
            color: Theme.ink2
        }
    }
    Column {
        id: place
        x: row.wide ? row.width * 0.46 : 0
        y: row.wide ? 16 : words.y + words.implicitHeight + 10
        width: row.wide ? row.width * 0.54 : row.width
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !row.last
        color: Theme.line
    }
}
