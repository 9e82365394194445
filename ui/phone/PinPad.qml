pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// The PIN of a security device: dots, and keys that show no press.
Column {
    id: pad

    required property PhonePin pin
    property string wrong

    width: parent ? parent.width : 0
    spacing: 16

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 14
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Digits entered: %1").arg(pad.pin.entered)

        Repeater {
            model: Math.max(6, pad.pin.entered)

            Rectangle {
                required property int index

                width: 16
                height: 16
                radius: 8
                color: index < pad.pin.entered ? Theme.ink : "transparent"
                border.width: 2
                border.color: index < pad.pin.entered ? Theme.ink : Theme.ink3
            }
        }
    }
    Words {
        width: parent.width
        visible: text.length > 0
        text: pad.wrong
        size: 14
        color: Theme.no
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.AlertMessage
    }
    Grid {
        id: grid

        readonly property real key: Math.min(110, (pad.width - 20) / 3)

        anchors.horizontalCenter: parent.horizontalCenter
        columns: 3
        spacing: 10

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"]

            KeypadButton {
                id: button

                required property string modelData
                readonly property bool isDigit: modelData.length === 1

                width: grid.key
                height: 56
                quiet: true
                text: modelData
                iconName: modelData === "clear" ? "cross" : modelData === "back" ? "backspace" : ""
                Accessible.name: modelData === "clear" ? qsTr("Clear") : modelData === "back" ? qsTr("Backspace") : modelData
                onClicked: {
                    if (isDigit)
                        pad.pin.digit(parseInt(modelData));
                    else if (modelData === "back")
                        pad.pin.back();
                    else
                        pad.pin.clear();
                }
            }
        }
    }
}
