pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Style

// The four lights of a contactless reader (EMV Book A): they fill from the left. Amber and red say
// with a word beside them how it ended. While nothing goes on the first one blinks now and then.
Row {
    id: lights

    property int lit: 0
    property string tone: "ok"
    property bool idle: false
    readonly property bool blinking: idle && Theme.motion > 0 && visible
                                     && Window.visibility !== Window.Hidden && Window.visibility !== Window.Minimized
    readonly property color strong: tone === "ok" ? Theme.lightOn : colors.strong

    spacing: 22
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("%1 of 4 lights on").arg(lit)

    ToneColors {
        id: colors
        tone: lights.tone
    }
    // A timer and no animation: between two blinks nothing runs.
    Timer {
        id: blink

        property bool on: false

        interval: on ? 200 : 4800
        repeat: true
        running: lights.blinking
        onTriggered: on = !on
        onRunningChanged: on = false
    }
    Repeater {
        model: 4

        Rectangle {
            id: lamp

            required property int index
            readonly property bool on: index < lights.lit || index === 0 && blink.on

            width: 56
            height: 10
            radius: 5
            color: Theme.lightOff

            Rectangle {
                height: parent.height
                width: lamp.on ? parent.width : 0
                radius: 5
                color: lights.strong
                visible: width > 0

                Behavior on width {
                    enabled: !lights.idle

                    SequentialAnimation {
                        PauseAnimation {
                            duration: Theme.motion > 0 ? lamp.index * 50 : 0
                        }
                        NumberAnimation {
                            duration: Theme.motion
                            easing.type: Easing.OutCubic
                        }
                    }
                }
            }
        }
    }
}
