import QtQuick
import TapPay.Style

// A part of the account: its name, what it is about, its rows and what can be done.
Panel {
    id: panel

    property alias title: name.text
    property alias help: line.text
    property alias actions: row.data
    default property alias content: place.data

    implicitHeight: column.implicitHeight + 40
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    Column {
        id: column
        x: 24
        y: 20
        width: parent.width - 48
        spacing: 10

        Words {
            id: name
            width: parent.width
            size: 16
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Words {
            id: line
            width: parent.width
            visible: text.length > 0
            size: 14
            color: Theme.ink2
            lineHeight: 1.2
        }
        Column {
            id: place
            width: parent.width
            visible: children.length > 0
            spacing: 8
        }
        Flow {
            id: row
            width: parent.width
            visible: children.length > 0
            topPadding: 4
            spacing: 10
        }
    }
}
