import QtQuick
import TapPay.Style

// One part of the terminal and how it is, in words.
Row {
    id: item

    property string name
    property string condition
    property string tone: "ok"

    spacing: 8
    Accessible.role: Accessible.StaticText
    Accessible.name: name + " " + condition

    Spot {
        anchors.verticalCenter: parent.verticalCenter
        tone: item.tone
    }
    Words {
        text: item.name
        size: 13
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    Words {
        text: item.condition
        size: 13
        color: item.tone === "ok" ? Theme.ink2 : item.tone === "no" ? Theme.no : Theme.maybe
        Accessible.ignored: true
    }
}
