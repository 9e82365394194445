import QtQuick
import TapPay.Style

// The key that presses the button it is printed on.
Rectangle {
    id: cap

    property string text
    property color ink: Theme.ink2
    property color ground: Theme.sunken
    property color edge: Theme.line

    implicitWidth: Math.max(implicitHeight, label.implicitWidth + 12)
    implicitHeight: label.implicitHeight + 5
    radius: 5
    color: ground
    border.width: 1
    border.color: edge
    Accessible.ignored: true

    Words {
        id: label
        anchors.centerIn: parent
        text: cap.text
        size: 12
        color: cap.ink
        font.weight: Font.Medium
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
