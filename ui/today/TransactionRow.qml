import QtQuick
import QtQuick.Templates as T
import TapPay.Models
import TapPay.Style

// One payment in a list.
T.AbstractButton {
    id: row

    required property transaction entry
    property bool picked: false

    function activate() {
        clicked();
    }

    // Without the parts that are empty.
    function joined(parts: var, between: string): string {
        return parts.filter(part => part.length > 0).join(between);
    }

    implicitHeight: content.implicitHeight + 24
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    text: joined([entry.money, tag.text, entry.order.shop, entry.card, entry.day], ", ")
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.focusable: true
    Accessible.onPressAction: activate()

    background: Rectangle {
        color: row.picked ? Theme.accentSoft : row.hovered ? Theme.sunken : "transparent"

        Rectangle {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: 20
            anchors.rightMargin: 20
            height: 1
            color: Theme.line
        }
        Rectangle {
            anchors.fill: parent
            anchors.margins: 3
            radius: 8
            color: "transparent"
            border.width: 2
            border.color: Theme.focus
            visible: row.activeFocus
        }
    }
    Column {
        id: content
        x: 20
        width: parent.width - 40
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Item {
            width: parent.width
            implicitHeight: Math.max(money.implicitHeight, tag.implicitHeight)

            Words {
                id: money
                width: parent.width - tag.width - 8
                anchors.verticalCenter: parent.verticalCenter
                text: row.entry.money
                size: 15
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            StateTag {
                id: tag
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                money: row.entry.state
                purchase: row.entry.purchase
            }
        }
        Item {
            width: parent.width
            implicitHeight: time.implicitHeight

            Words {
                width: parent.width - time.width - 8
                text: row.joined([row.entry.order.shop, row.entry.card, row.entry.note], " · ")
                size: 13
                color: Theme.ink3
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Words {
                id: time
                anchors.right: parent.right
                text: row.entry.day
                size: 13
                color: Theme.ink3
                Accessible.ignored: true
            }
        }
    }
}
