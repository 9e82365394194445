import QtQuick
import TapPay.Style

// A name and its value; the value may wrap.
Item {
    id: fact

    property string name
    property string value

    visible: value.length > 0
    width: parent ? parent.width : 0
    implicitHeight: visible ? Math.max(left.implicitHeight, right.implicitHeight) : 0

    Words {
        id: left
        width: fact.width * 0.4 - 8
        text: fact.name
        size: 14
        color: Theme.ink2
    }
    Words {
        id: right
        x: fact.width * 0.4
        anchors.baseline: left.baseline
        width: fact.width * 0.6
        text: fact.value
        size: 14
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
}
