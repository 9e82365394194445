pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Phone
import TapPay.Style

// A page of the phone: what scrolls, and below it what stays in reach.
FocusScope {
    id: page

    required property Phone phone
    required property Preferences preferences
    property string title
    default property alias content: column.data
    property alias actions: bottom.data
    property real gap: 20
    readonly property real margin: 22
    readonly property real room: width - 2 * margin

    // The person wants to go on with this, or away from it.
    signal confirmed
    signal closed
    signal again
    signal wantTrouble
    signal wantDevices
    signal wantAdding
    signal wantLeave
    // A guarded Enter that no control has taken.
    signal entered

    Accessible.role: Accessible.Pane
    Accessible.name: title

    Flickable {
        id: view
        anchors.top: parent.top
        anchors.bottom: bottom.top
        width: parent.width
        contentHeight: column.implicitHeight + 2 * page.margin
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height + 1
        clip: interactive

        Column {
            id: column
            x: page.margin
            y: page.margin
            width: page.room
            spacing: page.gap
        }
    }
    ScrollMark {
        view: view
    }
    Column {
        id: bottom
        x: page.margin
        width: page.room
        anchors.bottom: parent.bottom
        bottomPadding: children.length > 0 ? page.margin : 0
        spacing: 12
    }
}
