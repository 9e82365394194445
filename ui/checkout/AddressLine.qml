import QtQuick
import TapPay.Models
import TapPay.Style

// Where the order comes from: the address the browser has verified, or that none has.
Rectangle {
    id: line

    required property shopOrder order
    property real room: 600
    readonly property bool verified: order.address.length > 0

    implicitWidth: row.implicitWidth + 28
    implicitHeight: row.implicitHeight + 14
    radius: 12
    color: colors.soft
    border.width: Theme.highContrast ? 2 : 0
    border.color: colors.strong
    Accessible.role: Accessible.StaticText
    Accessible.name: verified ? address.text + ", " + words.text : words.text

    ToneColors {
        id: colors
        tone: line.verified ? "ok" : "maybe"
    }
    Row {
        id: row
        anchors.centerIn: parent
        spacing: 10

        Icon {
            width: 22
            height: 22
            anchors.verticalCenter: parent.verticalCenter
            name: line.verified ? "verified" : "link"
            color: colors.strong
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(line.room - 60, Math.max(address.visible ? address.implicitWidth : 0, words.implicitWidth))
            spacing: 1

            Words {
                id: address
                width: parent.width
                visible: line.verified
                text: line.order.address
                size: 16
                font.weight: Font.DemiBold
                wrapMode: Text.WrapAnywhere
                Accessible.ignored: true
            }
            Words {
                id: words
                width: parent.width
                text: line.verified ? qsTr("Address verified by the browser")
                                    : qsTr("Came by a link: no browser has verified the shop's address")
                size: 13
                color: colors.strong
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
    }
}
