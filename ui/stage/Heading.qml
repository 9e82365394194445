import QtQuick
import TapPay.Style

// The one sentence that says what to do, and the line that helps.
Column {
    id: heading

    property alias text: sentence.text
    property alias help: line.text
    property alias ink: sentence.color
    property alias helpInk: line.color
    property real size: 32

    width: parent ? parent.width : implicitWidth
    spacing: 10

    Words {
        id: sentence
        width: parent.width
        size: heading.size
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        id: line
        width: Math.min(parent.width, 600 * Theme.scale)
        anchors.horizontalCenter: parent.horizontalCenter
        visible: text.length > 0
        size: 17
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.2
    }
}
