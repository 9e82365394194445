import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// One key of a pad on the screen. `quiet` pads show neither press nor keyboard focus: nobody shall see
// which key it was. They are typed on the keyboard's own digits.
T.AbstractButton {
    id: control

    property string iconName
    property bool quiet: false

    function activate() {
        if (enabled)
            clicked();
    }

    implicitWidth: 112
    implicitHeight: 64
    hoverEnabled: !quiet
    focusPolicy: quiet ? Qt.NoFocus : Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.focusable: true
    Accessible.onPressAction: activate()

    background: Rectangle {
        radius: 12
        color: control.down && !control.quiet ? Theme.sunken : Theme.surface
        border.width: 1
        border.color: control.hovered ? Theme.ink3 : Theme.line

        FocusRing {
            control: control
        }
    }
    contentItem: Item {
        Words {
            anchors.centerIn: parent
            visible: control.iconName.length === 0
            text: control.text
            size: Math.min(26, control.height * 0.42 / Theme.scale)
            font.weight: Font.Medium
            Accessible.ignored: true
        }
        Icon {
            anchors.centerIn: parent
            width: Math.min(control.height * 0.45, 28 * Theme.scale)
            height: width
            visible: control.iconName.length > 0
            name: control.iconName
            color: Theme.ink
        }
    }
}
