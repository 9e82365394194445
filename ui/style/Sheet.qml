import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// A question or a leaf over the window; Tab stays inside, Esc closes it.
T.Popup {
    id: sheet

    property string title
    default property alias content: column.data
    property real room: 480

    // What a guarded Enter does when no button has the keyboard.
    signal confirmed

    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round((parent.height - height) / 2) : 0
    width: parent ? Math.min(room * (1 + (Theme.scale - 1) * 0.6), parent.width - 48) : room
    height: parent ? Math.min(column.implicitHeight + 56, parent.height - 32) : column.implicitHeight
    padding: 28
    modal: true
    dim: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape

    T.Overlay.modal: Rectangle {
        color: "#99060A12"
    }
    background: Panel {}
    contentData: Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: contentHeight > height + 1  // not for a rounding: the focus ring reaches out
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title

        Column {
            id: column
            width: parent.width
            spacing: 16

            Words {
                width: parent.width
                text: sheet.title
                visible: text.length > 0
                size: 20
                font.weight: Font.DemiBold
            }
        }
    }
}
