pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// One of a few: the chosen one is filled and ticked.
Flow {
    id: choices

    property string name
    property list<string> options
    property int current: 0

    signal chosen(int index)

    spacing: 8
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    Repeater {
        model: choices.options

        T.AbstractButton {
            id: option

            required property int index
            required property string modelData
            readonly property bool picked: index === choices.current

            function activate() {
                clicked();
            }

            text: modelData
            implicitWidth: row.implicitWidth + 32
            implicitHeight: Math.max(44, row.implicitHeight + 18)
            focusPolicy: Qt.TabFocus
            hoverEnabled: true
            Accessible.role: Accessible.RadioButton
            Accessible.name: text
            Accessible.checkable: true
            Accessible.checked: picked
            Accessible.focusable: true
            Accessible.onPressAction: activate()
            onClicked: choices.chosen(index)

            background: Rectangle {
                radius: 12
                color: option.picked ? Theme.accentSoft : Theme.surface
                border.width: option.picked ? 2 : 1
                border.color: option.picked ? Theme.accent : option.hovered ? Theme.ink3 : Theme.line

                FocusRing {
                    control: option
                }
            }
            Row {
                id: row
                anchors.centerIn: parent
                spacing: 8

                Icon {
                    width: 16
                    height: 16
                    anchors.verticalCenter: parent.verticalCenter
                    visible: option.picked
                    name: "check"
                    color: Theme.accent
                }
                Words {
                    text: option.text
                    size: 14
                    color: option.picked ? Theme.accent : Theme.ink
                    font.weight: option.picked ? Font.DemiBold : Font.Normal
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }
}
