import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// One action in words, with its key printed on it.
T.AbstractButton {
    id: control

    property string key
    property bool primary: false
    property bool compact: false
    // One of two that weigh the same: both are drawn as outlines, "action" in blue, "plain" in grey.
    property string outline
    // The widest the words may be before they wrap.
    property real room: 420

    readonly property color ink: !enabled ? Theme.ink3 : primary ? Theme.onAccent
                             : control.outline === "action" ? Theme.accent : Theme.ink
    readonly property color ground: !enabled ? Theme.sunken : primary ? Theme.accent : Theme.surface

    // The guarded Enter ends here.
    function activate() {
        if (enabled)
            clicked();
    }

    implicitWidth: content.implicitWidth + leftPadding + rightPadding
    implicitHeight: Math.max(compact ? 44 : 52, content.implicitHeight + 20)
    leftPadding: compact ? 16 : 26
    rightPadding: leftPadding
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: key
    Accessible.focusable: true
    Accessible.onPressAction: activate()

    background: Rectangle {
        radius: 12
        color: control.ground
        border.width: control.primary && control.enabled ? 0 : control.outline.length > 0 ? 2 : 1
        border.color: control.outline === "action" && control.enabled ? Theme.accent
                    : control.outline === "plain" && control.enabled || control.hovered && control.enabled ? Theme.ink3
                    : Theme.line

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: control.primary ? Theme.onAccent
                             : control.outline === "action" ? Theme.accent : Theme.ink
            opacity: control.down ? 0.14 : control.hovered && control.enabled && control.primary ? 0.08 : 0
        }
        FocusRing {
            control: control
        }
    }

    Row {
        id: content
        anchors.centerIn: parent
        spacing: 10

        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, control.room)
            text: control.text
            size: control.compact ? 14 : 16
            color: control.ink
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
        KeyCap {
            id: cap
            anchors.verticalCenter: parent.verticalCenter
            visible: control.key.length > 0
            text: control.key
            ink: control.primary && control.enabled ? Theme.onAccent : Theme.ink2
            ground: control.primary && control.enabled ? "transparent" : Theme.sunken
            edge: control.primary && control.enabled ? Theme.onAccent : Theme.line
        }
    }
}
