import QtQuick
import TapPay.Style

// One step of a wait: done, going on now, or still to come.
Row {
    id: step

    enum Phase { Done, Now, Next }

    property int phase: Step.Next
    property string text
    property real room: 460
    property string tone: "action"

    spacing: 14
    Accessible.role: Accessible.ListItem
    Accessible.name: text

    ToneColors {
        id: colors
        tone: step.tone
    }
    Rectangle {
        y: Math.max(0, (Math.min(label.height, 24 * Theme.scale) - height) / 2)
        width: 22
        height: 22
        radius: 11
        color: step.phase === Step.Done ? Theme.ok : "transparent"
        border.width: step.phase === Step.Done ? 0 : 2
        border.color: step.phase === Step.Now ? colors.strong : Theme.ink3

        Icon {
            anchors.centerIn: parent
            width: 14
            height: 14
            visible: step.phase === Step.Done
            name: "check"
            color: Theme.surface
        }
        Rectangle {
            anchors.centerIn: parent
            width: 8
            height: 8
            radius: 4
            visible: step.phase === Step.Now
            color: colors.strong
        }
    }
    Words {
        id: label
        width: Math.min(implicitWidth, step.room - 36)
        text: step.text
        size: 16
        color: step.phase === Step.Now ? colors.strong : step.phase === Step.Done ? Theme.ink : Theme.ink3
        font.weight: step.phase === Step.Now ? Font.DemiBold : Font.Normal
        Accessible.ignored: true
    }
}
