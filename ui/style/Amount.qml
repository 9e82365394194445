pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Style

// An amount in figures of equal width, the currency sign small and raised. It gets smaller rather
// than be cut when the room is short.
Item {
    id: amount

    property string sign
    property string figures
    property real size: 88
    property real room: 10000
    property color ink: Theme.ink
    property color signInk: Theme.ink2

    // Text size grows large figures less: they are large already.
    readonly property real wanted: size * (1 + (Theme.scale - 1) * 0.25)
    readonly property real pixels: Math.max(20, Math.min(wanted, room / (figures.length * 0.62 + 0.6)))

    implicitWidth: row.implicitWidth
    implicitHeight: digit.height
    Accessible.role: Accessible.StaticText
    Accessible.name: sign + figures

    Text {
        id: digit
        visible: false
        text: "0"
        font.pixelSize: amount.pixels
        font.weight: Font.Bold
    }
    Row {
        id: row
        anchors.centerIn: parent

        Text {
            id: signText
            y: digit.baselineOffset - digit.font.pixelSize * 0.727 - (baselineOffset - font.pixelSize * 0.727)
            text: amount.sign
            color: amount.signInk
            font.pixelSize: Math.round(amount.pixels * 0.46)
            font.weight: Font.Medium
            rightPadding: amount.pixels * 0.12
            Accessible.ignored: true
        }
        Repeater {
            model: amount.figures.length

            Text {
                required property int index
                readonly property string figure: amount.figures.charAt(index)

                width: figure >= "0" && figure <= "9" ? digit.implicitWidth : implicitWidth
                text: figure
                color: amount.ink
                font: digit.font
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }
}
