pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Style

// The four lights of a contactless reader (EMV Book A): they fill from the left.
Row {
    id: lights

    property int lit: 0

    spacing: 22
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("%1 of 4 lights on").arg(lit)

    Repeater {
        model: 4

        Rectangle {
            id: lamp

            required property int index
            readonly property bool on: index < lights.lit

            width: 56
            height: 10
            radius: 5
            color: Theme.lightOff

            Rectangle {
                height: parent.height
                width: lamp.on ? parent.width : 0
                radius: 5
                color: Theme.lightOn
                visible: width > 0

                Behavior on width {
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
