import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// One place of the program.
T.AbstractButton {
    id: control

    property string iconName
    property string key
    property bool here: false

    readonly property color ink: here ? Theme.accent : Theme.ink2

    implicitHeight: content.implicitHeight + 18
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.description: key
    Accessible.selected: here
    Accessible.focusable: true
    Accessible.onPressAction: clicked()

    background: Rectangle {
        radius: 12
        color: control.here ? Theme.accentSoft : control.hovered ? Theme.sunken : "transparent"
        border.width: Theme.highContrast && control.here ? 2 : 0
        border.color: Theme.accent

        FocusRing {
            control: control
            anchors.margins: 0
            radius: 12
        }
    }
    Column {
        id: content
        anchors.centerIn: parent
        width: parent.width
        spacing: 3

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: control.iconName
            color: control.ink
        }
        Words {
            width: parent.width
            text: control.text
            size: 12
            color: control.ink
            font.weight: control.here ? Font.DemiBold : Font.Medium
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 12
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            visible: control.key.length > 0
            text: control.key
            size: 12
            color: Theme.ink3
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
}
