pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Style

// Twelve keys in the order of a phone, of a calculator, or in one of its own; the lower corners belong
// to the screen that uses the pad.
Grid {
    id: pad

    property bool calculator: false
    property bool quiet: false
    // Where the digits lie is nobody else's business: they have no names in the accessibility tree.
    property bool secret: false
    property string leftText
    property string leftName: leftText
    property string leftIcon
    property string rightText
    property string rightName: rightText
    property string rightIcon
    property real keyWidth: 112
    property real keyHeight: 64

    // Ten digits, the last one between the corners.
    property string order: calculator ? "7894561230" : "1234567890"

    signal digit(value: int)
    signal leftPressed
    signal rightPressed

    columns: 3
    spacing: 10

    Repeater {
        model: 9

        KeypadButton {
            required property int index

            width: pad.keyWidth
            height: pad.keyHeight
            quiet: pad.quiet
            text: pad.order.charAt(index)
            Accessible.name: pad.secret ? qsTr("Number key") : text
            onClicked: pad.digit(parseInt(text))
        }
    }
    KeypadButton {
        width: pad.keyWidth
        height: pad.keyHeight
        quiet: pad.quiet
        text: pad.leftText
        iconName: pad.leftIcon
        Accessible.name: pad.leftName
        onClicked: pad.leftPressed()
    }
    KeypadButton {
        width: pad.keyWidth
        height: pad.keyHeight
        quiet: pad.quiet
        text: pad.order.charAt(9)
        Accessible.name: pad.secret ? qsTr("Number key") : text
        onClicked: pad.digit(parseInt(text))
    }
    KeypadButton {
        width: pad.keyWidth
        height: pad.keyHeight
        quiet: pad.quiet
        text: pad.rightText
        iconName: pad.rightIcon
        Accessible.name: pad.rightName
        onClicked: pad.rightPressed()
    }
}
