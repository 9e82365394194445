import QtQuick
import TapPay.Models
import TapPay.Style

// What all screens of the stage share: one centred column that can be scrolled when the text is
// large, and the two keys that are always there.
FocusScope {
    id: screen

    required property Till till
    readonly property Sale sale: till.sale
    property string title
    property alias spacing: column.spacing
    readonly property real room: Math.max(240, Math.min(width - 48, 860))
    // Large text in a small window: what only decorates gets smaller, so that the actions stay in view.
    readonly property bool tight: height < 560 * Theme.scale
    default property alias content: column.data

    // A guarded Enter, and Esc.
    signal confirmed
    signal escaped
    // What the window shows over the stage.
    signal wantReceipt(id: string, printing: bool)
    signal wantNote
    signal wantGiveUp
    signal wantPage(page: string)
    signal wantSheet(sheet: string, properties: var)
    // Someone goes past the trouble that is shown.
    signal passTrouble

    // For keys, where there is more than fits.
    function scroll(by: real) {
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + by));
    }

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: title

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: Math.max(height, column.implicitHeight + 48)
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height

        Column {
            id: column
            anchors.centerIn: parent
            width: screen.room
        }
    }
}
