pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// How far the way from a machine to a terminal is.
ActionRow {
    id: steps

    property int page: Enrolment.Chip

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Step %1 of 5").arg(page + 1)

    Repeater {
        model: [qsTr("Chip"), qsTr("Code"), qsTr("Enrolment"), qsTr("Test tap"), qsTr("Ready")]

        Rectangle {
            id: step

            required property int index
            required property string modelData
            readonly property bool here: index === steps.page
            readonly property bool past: index < steps.page

            implicitWidth: row.implicitWidth + 24
            implicitHeight: row.implicitHeight + 10
            radius: height / 2
            color: here ? Theme.accentSoft : "transparent"
            border.width: here && Theme.highContrast ? 2 : 1
            border.color: here ? Theme.accent : Theme.line

            Row {
                id: row
                anchors.centerIn: parent
                spacing: 6

                Icon {
                    width: 14
                    height: 14
                    anchors.verticalCenter: parent.verticalCenter
                    visible: step.past
                    name: "check"
                    color: Theme.ok
                }
                Words {
                    text: step.past ? step.modelData : qsTr("%1 %2").arg(step.index + 1).arg(step.modelData)
                    size: 13
                    color: step.here ? Theme.accent : Theme.ink3
                    font.weight: step.here ? Font.DemiBold : Font.Normal
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
}
