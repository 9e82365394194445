import QtQuick
import TapPay.Style

// Where the keyboard is: a ring outside the control, 3:1 against every ground.
Rectangle {
    required property Item control

    anchors.fill: parent
    anchors.margins: -4
    radius: 16
    color: "transparent"
    border.width: 2
    border.color: Theme.focus
    visible: control.activeFocus
}
