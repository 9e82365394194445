import QtQuick
import TapPay.Style

// One exchange, with its status word, or one decision, with its paragraph.
Rectangle {
    id: row

    required property int index
    required property bool decision
    required property string title
    required property string meaning
    required property string sw
    property bool picked: false
    property bool focused: false
    readonly property bool good: sw === "9000" || sw.startsWith("61")

    signal pressed

    implicitHeight: words.implicitHeight + 16
    radius: 8
    color: picked ? Theme.accentSoft : "transparent"
    border.width: focused ? 2 : Theme.highContrast && picked ? 1 : 0
    border.color: focused ? Theme.focus : Theme.accent
    Accessible.role: Accessible.ListItem
    Accessible.name: title + ", " + meaning + (sw.length > 0 ? ", " + sw : "")
    Accessible.selected: picked
    Accessible.onPressAction: pressed()

    // A decision hangs below the exchange it was made about.
    Rectangle {
        x: 18
        width: 2
        height: parent.height
        visible: row.decision && !row.picked
        color: Theme.line
    }
    Column {
        id: words
        x: row.decision ? 34 : 14
        y: 8
        width: parent.width - x - (tag.visible ? tag.width + 20 : 12)
        spacing: 1

        Words {
            width: parent.width
            text: row.decision ? row.meaning : row.title
            size: row.decision ? 13 : 14
            color: row.decision ? Theme.ink2 : Theme.ink
            font.weight: row.decision ? Font.Normal : Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: text.length > 0
            text: row.decision ? row.title : row.meaning
            size: 12
            color: row.decision ? Theme.ink3 : Theme.ink2
            Accessible.ignored: true
        }
    }
    Tag {
        id: tag
        anchors.right: parent.right
        anchors.rightMargin: 10
        y: 8
        visible: !row.decision && row.sw.length > 0
        text: row.sw
        tone: row.good ? "ok" : "maybe"
    }
    TapHandler {
        onTapped: row.pressed()
    }
}
