import QtQuick
import TapPay.Style

// One line of the slip: a heading, a large value, or name and value.
Item {
    id: line

    required property int index
    required property string label
    required property string value
    required property bool emphasis

    implicitHeight: index === 0 ? heading.implicitHeight + 6
                  : emphasis ? name.implicitHeight + large.implicitHeight + 6
                  : Math.max(name.implicitHeight, small.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: index === 0 ? value : label + " " + value

    Words {
        id: heading
        width: parent.width
        visible: line.index === 0
        text: line.value
        size: 17
        color: "#0E1726"
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
    Words {
        id: name
        y: line.emphasis ? 4 : 0
        width: line.emphasis ? parent.width : parent.width * 0.42
        visible: line.index > 0
        text: line.label
        size: 13
        color: "#3A4452"
        Accessible.ignored: true
    }
    Words {
        id: small
        x: parent.width * 0.42 + 8
        width: parent.width * 0.58 - 8
        visible: line.index > 0 && !line.emphasis
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
        visible: line.index > 0 && line.emphasis
        text: line.value
        size: 26
        color: "#0E1726"
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
    }
}
