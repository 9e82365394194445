import QtQuick
import TapPay.Style

// Where one can go: only what works.
Rectangle {
    id: rail

    property string page: "sell"
    property bool sells: true
    property bool buys: false
    // Not everything fits with the keys printed below.
    readonly property int places: 4 + (sells ? 2 : 0) + (buys ? 3 : 0)
    readonly property bool tight: height < 80 + places * 92 * (1 + (Theme.scale - 1) * 0.65)

    signal chosen(page: string)

    implicitWidth: Math.round(88 * (1 + (Theme.scale - 1) * 0.55))
    color: Theme.surface
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Pages")

    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.line
    }
    Column {
        x: 8
        y: 16
        width: parent.width - 17
        spacing: 8

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 40
            height: 40
            radius: 12
            color: Theme.accent

            Row {
                anchors.centerIn: parent
                spacing: 3

                Repeater {
                    model: 4

                    Rectangle {
                        required property int index

                        width: 4
                        height: 8 + index * 4
                        y: (20 - height) / 2
                        radius: 2
                        color: Theme.onAccent
                    }
                }
            }
        }
    }
    Flickable {
        x: 8
        y: 76
        width: parent.width - 17
        height: help.y - y - 8
        contentHeight: entries.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        clip: interactive

        Column {
            id: entries
            width: parent.width
            spacing: rail.tight ? 2 : 8

            RailButton {
                width: parent.width
                visible: rail.sells
                text: qsTr("Sell")
                key: rail.tight ? "" : "F2"
                iconName: "sell"
                here: rail.page === "sell"
                onClicked: rail.chosen("sell")
            }
            RailButton {
                width: parent.width
                visible: rail.sells
                text: qsTr("Today")
                key: rail.tight ? "" : "F7"
                iconName: "today"
                here: rail.page === "today" || rail.page === "trace"
                onClicked: rail.chosen("today")
            }
            RailButton {
                width: parent.width
                visible: rail.buys
                text: qsTr("My cards")
                key: rail.tight ? "" : "Ctrl+1"
                iconName: "wallet"
                here: rail.page === "cards"
                onClicked: rail.chosen("cards")
            }
            RailButton {
                width: parent.width
                visible: rail.buys
                text: qsTr("Payments")
                key: rail.tight ? "" : "Ctrl+2"
                iconName: "bag"
                here: rail.page === "payments"
                onClicked: rail.chosen("payments")
            }
            RailButton {
                width: parent.width
                visible: rail.buys
                text: qsTr("Account")
                key: rail.tight ? "" : "Ctrl+3"
                iconName: "person"
                here: rail.page === "account"
                onClicked: rail.chosen("account")
            }
            RailButton {
                width: parent.width
                visible: rail.sells || rail.buys
                text: qsTr("Phone")
                key: rail.tight ? "" : "Ctrl+4"
                iconName: "phone"
                here: rail.page === "phone"
                onClicked: rail.chosen("phone")
            }
            RailButton {
                width: parent.width
                text: qsTr("Security")
                key: rail.tight ? "" : "F12"
                iconName: "shield"
                here: rail.page === "security"
                onClicked: rail.chosen("security")
            }
            RailButton {
                width: parent.width
                text: qsTr("Settings")
                key: rail.tight ? "" : "F11"
                iconName: "settings"
                here: rail.page === "settings"
                onClicked: rail.chosen("settings")
            }
        }
    }
    RailButton {
        id: help
        x: 8
        width: parent.width - 17
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        text: qsTr("Help")
        key: "F1"
        iconName: "question"
        onClicked: rail.chosen("help")
    }
}
