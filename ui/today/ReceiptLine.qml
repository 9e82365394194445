import QtQuick
import TapPay.Style

// One line of the slip: a heading, a large value, or name and value.
Item {
    id: line

    required property string label
    required property string value
    required property bool emphasis
    required property bool centred

    implicitHeight: centred ? heading.implicitHeight + 6
                  : emphasis ? name.implicitHeight + large.implicitHeight + 6
                  : Math.max(name.implicitHeight, small.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: centred ? value : label + " " + value

    Words {
        id: heading
        width: parent.width
        visible: line.centred
        text: line.value
        size: line.emphasis ? 17 : 13
        color: "#0E1726"
        font.weight: line.emphasis ? Font.Bold : Font.Normal
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
    Words {
        id: name
        y: line.emphasis ? 4 : 0
        width: line.emphasis ? parent.width : parent.width * 0.42
        visible: !line.centred
        text: line.label
        size: 13
        color: "#3A4452"
        Accessible.ignored: true
    }
    Words {
        id: small
        x: parent.width * 0.42 + 8
        width: parent.width * 0.58 - 8
        visible: !line.centred && !line.emphasis
        text: line.value
        size: 13
        color: "#0E1726"
        horizontalAlignment: Text.AlignRight
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        Accessible.ignored: true
    }
    Words {
        id: large
        y: name.y + name.implicitHeight
        width: parent.width
        visible: !line.centred && line.emphasis
        text: line.value
        size: 26
        color: "#0E1726"
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
    }
}
