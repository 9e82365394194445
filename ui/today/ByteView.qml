pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Style

// Octets in hex, eight in a line, with some of them marked.
ListView {
    id: view

    property string octets
    property int from: -1
    property int length: 0
    readonly property real cell: Math.round(25 * Theme.scale)
    readonly property real wanted: cell * 8 + Math.round(40 * Theme.scale)

    model: Math.ceil(octets.length / 16)
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    reuseItems: true
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Octets of the answer")
    onFromChanged: {
        if (from >= 0)
            positionViewAtIndex(Math.floor(from / 8), ListView.Contain);
    }

    delegate: Row {
        id: line

        required property int index

        height: Math.round(22 * Theme.scale)

        Words {
            width: Math.round(38 * Theme.scale)
            anchors.verticalCenter: parent.verticalCenter
            text: (line.index * 8).toString(16).toUpperCase().padStart(3, "0")
            size: 12
            color: Theme.ink3
            font.family: Theme.monospace
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Repeater {
            model: 8

            Rectangle {
                id: octet

                required property int index
                readonly property int place: line.index * 8 + index
                readonly property bool marked: place >= view.from && place < view.from + view.length && view.from >= 0

                width: view.cell
                height: line.height
                color: marked ? Theme.accent : "transparent"

                Words {
                    anchors.centerIn: parent
                    text: view.octets.substr(octet.place * 2, 2)
                    size: 13
                    color: octet.marked ? Theme.onAccent : Theme.ink
                    font.family: Theme.monospace
                    font.weight: octet.marked ? Font.DemiBold : Font.Normal
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }
}
