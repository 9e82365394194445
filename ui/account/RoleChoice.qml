import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// One answer to what this computer is for.
T.AbstractButton {
    id: choice

    property string key
    property string iconName
    property string help

    implicitHeight: row.implicitHeight + 36
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: help
    Accessible.focusable: true
    Accessible.onPressAction: clicked()

    background: Panel {
        border.width: choice.hovered ? 2 : 1
        border.color: choice.hovered ? Theme.accent : Theme.line

        FocusRing {
            control: choice
            radius: 20
        }
    }
    Row {
        id: row
        x: 22
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 44
        spacing: 18

        Icon {
            width: 32
            height: 32
            anchors.verticalCenter: parent.verticalCenter
            name: choice.iconName
            color: Theme.accent
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 32 - cap.width - 36
            spacing: 3

            Words {
                width: parent.width
                text: choice.text
                size: 17
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                text: choice.help
                size: 14
                color: Theme.ink2
                lineHeight: 1.15
                Accessible.ignored: true
            }
        }
        KeyCap {
            id: cap
            anchors.verticalCenter: parent.verticalCenter
            text: choice.key
        }
    }
}
