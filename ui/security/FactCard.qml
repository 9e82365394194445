import QtQuick
import TapPay.Style

// One protection: its name, how well it works, and what is known of it.
Panel {
    id: card

    property string title
    property string grade
    property alias word: tag.text
    property alias help: line.text
    default property alias content: place.data

    implicitHeight: column.implicitHeight + 40
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("%1: %2").arg(title).arg(tag.text)

    Column {
        id: column
        x: 22
        y: 20
        width: parent.width - 44
        spacing: 12

        Item {
            width: parent.width
            implicitHeight: Math.max(name.implicitHeight, tag.implicitHeight)

            Words {
                id: name
                width: parent.width - tag.width - 12
                anchors.verticalCenter: parent.verticalCenter
                text: card.title
                size: 14
                color: Theme.ink2
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
            GradeTag {
                id: tag
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                grade: card.grade
            }
        }
        Column {
            id: place
            width: parent.width
            spacing: 8
        }
        Words {
            id: line
            width: parent.width
            visible: text.length > 0
            size: 14
            color: Theme.ink2
            lineHeight: 1.2
        }
    }
}
