import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// On or off, said in a word as well.
T.AbstractButton {
    id: control

    property string name
    property string textOn
    property string textOff

    function activate() {
        toggle();
        toggled();
    }

    checkable: true
    implicitWidth: row.implicitWidth
    implicitHeight: Math.max(44, row.implicitHeight)
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: name
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.focusable: true
    Accessible.onPressAction: activate()
    Accessible.onToggleAction: activate()

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12

        Rectangle {
            width: 46
            height: 26
            radius: 13
            anchors.verticalCenter: parent.verticalCenter
            color: control.checked ? Theme.accent : "transparent"
            border.width: control.checked ? 0 : 2
            border.color: Theme.ink3

            Rectangle {
                x: control.checked ? parent.width - width - 4 : 4
                y: 4
                width: 18
                height: 18
                radius: 9
                color: control.checked ? Theme.onAccent : Theme.ink3

                Behavior on x {
                    NumberAnimation {
                        duration: Theme.motion
                    }
                }
            }
            FocusRing {
                control: control
            }
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: control.checked ? control.textOn : control.textOff
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
}
