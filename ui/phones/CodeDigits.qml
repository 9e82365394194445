pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Style

// Digits that are compared on two screens: large, equally wide, in their groups.
Row {
    id: digits

    property string code
    property real size: 44

    Accessible.role: Accessible.StaticText
    //: Read out: the digits that both screens show
    Accessible.name: qsTr("Code %1").arg(code.split("").join(" "))

    Text {
        id: widest
        visible: false
        text: "0"
        font.pixelSize: Math.round(digits.size * (1 + (Theme.scale - 1) * 0.5))
        font.weight: Font.Bold
    }
    Repeater {
        model: digits.code.length

        Text {
            required property int index
            readonly property string digit: digits.code.charAt(index)

            width: digit === " " ? widest.implicitWidth * 0.7 : widest.implicitWidth * 1.12
            text: digit
            color: Theme.ink
            font: widest.font
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
}
