import QtQuick
import TapPay.Style

// Where one can go: only what works.
Rectangle {
    id: rail

    property string page: "sell"

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
        Item {
            width: 1
            height: 4
        }
        RailButton {
            width: parent.width
            text: qsTr("Sell")
            key: "F2"
            iconName: "sell"
            here: rail.page === "sell"
            onClicked: rail.chosen("sell")
        }
        RailButton {
            width: parent.width
            text: qsTr("Today")
            key: "F7"
            iconName: "today"
            here: rail.page === "today" || rail.page === "trace"
            onClicked: rail.chosen("today")
        }
        RailButton {
            width: parent.width
            text: qsTr("Security")
            key: "F12"
            iconName: "shield"
            here: rail.page === "security"
            onClicked: rail.chosen("security")
        }
        RailButton {
            width: parent.width
            text: qsTr("Settings")
            key: "F11"
            iconName: "settings"
            here: rail.page === "settings"
            onClicked: rail.chosen("settings")
        }
    }
    RailButton {
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
