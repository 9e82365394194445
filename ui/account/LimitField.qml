import QtQuick
import TapPay.Models
import TapPay.Style

// An amount typed as on a cash register: each digit moves in from the right. Nothing typed: no limit.
FocusScope {
    id: field

    required property AmountEntry entry
    property string label
    property string nothing: qsTr("No limit")
    readonly property string shown: entry.empty ? nothing : entry.sign + entry.figures

    signal accepted

    implicitHeight: column.implicitHeight
    activeFocusOnTab: true
    Accessible.role: Accessible.EditableText
    Accessible.name: label
    Accessible.description: shown
    Accessible.focusable: true

    Keys.onPressed: event => {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9 && event.modifiers !== Qt.ControlModifier) {
            if (!event.isAutoRepeat)
                entry.digit(event.key - Qt.Key_0);
        } else if (event.key === Qt.Key_Backspace) {
            entry.backspace();
        } else if (event.key === Qt.Key_Delete) {
            entry.clear();
        } else {
            return;
        }
        event.accepted = true;
    }

    Column {
        id: column
        width: parent.width
        spacing: 6

        Words {
            width: parent.width
            text: field.label
            size: 13
            color: Theme.ink2
            Accessible.ignored: true
        }
        Rectangle {
            id: box
            width: parent.width
            height: value.implicitHeight + 24
            radius: 12
            color: Theme.surface
            border.width: 1
            border.color: Theme.ink3

            Words {
                id: value
                x: 14
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 28
                text: field.shown
                size: 20
                color: field.entry.empty ? Theme.ink3 : Theme.ink
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            FocusRing {
                control: field
            }
            TapHandler {
                onTapped: field.forceActiveFocus()
            }
        }
    }
}
