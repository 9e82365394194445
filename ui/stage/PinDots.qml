pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Style

// How many digits are entered, as dots; nothing here knows more.
Row {
    id: dots

    property int entered: 0

    spacing: 16
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Digits entered: %1").arg(entered)

    Repeater {
        model: Math.max(6, dots.entered)

        Rectangle {
            required property int index

            width: 18
            height: 18
            radius: 9
            color: index < dots.entered ? Theme.ink : "transparent"
            border.width: 2
            border.color: index < dots.entered ? Theme.ink : Theme.ink3
        }
    }
}
