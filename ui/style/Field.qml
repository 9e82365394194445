import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// One line of text with its name above it.
FocusScope {
    id: field

    property alias text: input.text
    property alias maximumLength: input.maximumLength
    property alias cursorPosition: input.cursorPosition
    property alias inputFont: input.font
    property alias inputMethodHints: input.inputMethodHints
    property string label
    property string placeholder

    signal accepted
    signal edited

    implicitWidth: 320
    implicitHeight: column.implicitHeight

    Column {
        id: column
        width: parent.width
        spacing: 6

        Words {
            text: field.label
            visible: text.length > 0
            size: 13
            color: Theme.ink2
            Accessible.ignored: true
        }
        T.TextField {
            id: input

            width: parent.width
            implicitHeight: Math.max(48, contentHeight + 22)
            leftPadding: 14
            rightPadding: 14
            verticalAlignment: Text.AlignVCenter
            focus: true
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.onAccent
            font.pixelSize: Math.round(15 * Theme.scale)
            Accessible.role: Accessible.EditableText
            Accessible.name: field.label.length > 0 ? field.label : field.placeholder
            onTextEdited: field.edited()
            onAccepted: field.accepted()

            background: Rectangle {
                radius: 12
                color: Theme.surface
                border.width: 1
                border.color: Theme.ink3

                FocusRing {
                    control: input
                }
            }

            Words {
                anchors.fill: parent
                leftPadding: 14
                rightPadding: 14
                verticalAlignment: Text.AlignVCenter
                visible: input.text.length === 0
                text: field.placeholder
                color: Theme.ink3
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
