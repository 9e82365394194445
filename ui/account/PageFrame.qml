import QtQuick
import TapPay.Models
import TapPay.Style

// What the cardholder's pages share: a heading, what stands in the way, and one column that scrolls,
// also by the keyboard.
FocusScope {
    id: frame

    required property Till till
    property string title
    // Whether a reader that is missing stands in the way here.
    property bool needsReader: true
    property alias aside: place.data
    default property alias content: column.data
    readonly property Cardholder account: till.cardholder

    signal wantStage
    signal escaped
    signal wantSheet(sheet: string, properties: var)
    signal wantReceipt(id: string)
    signal wantPage(page: string)

    // What Esc ends here; false: nothing, and it leaves the page.
    function back(): bool {
        return false;
    }

    function scroll(by: real) {
        flick.contentY = Math.max(0, Math.min(Math.max(0, flick.contentHeight - flick.height), flick.contentY + by));
    }

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onEscapePressed: {
        if (!back())
            escaped();
    }
    Keys.onUpPressed: scroll(-80)
    Keys.onDownPressed: scroll(80)
    Component.onDestruction: account.dismissProblem()

    // What has the keyboard stays in view.
    Connections {
        target: frame.Window.window
        ignoreUnknownSignals: true

        function onActiveFocusItemChanged() {
            const item = frame.Window.activeFocusItem;
            if (!item || !frame.activeFocus)
                return;
            const at = item.mapToItem(column, 0, 0);
            if (at.y < flick.contentY)
                flick.contentY = Math.max(0, at.y - 16);
            else if (at.y + item.height > flick.contentY + flick.height - 28)
                frame.scroll(at.y + item.height - flick.contentY - flick.height + 44);
        }
    }
    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: column.implicitHeight + 56
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Math.max(24, (parent.width - width) / 2)
            y: 28
            width: Math.min(parent.width - 48, 860 * Math.max(1, Theme.scale * 0.8))
            spacing: 16

            Item {
                readonly property bool oneLine: heading.implicitWidth + place.width + 16 <= width

                width: parent.width
                implicitHeight: oneLine ? Math.max(heading.height, place.height) : heading.height + place.height + 10

                Words {
                    id: heading
                    y: parent.oneLine ? Math.round((parent.height - height) / 2) : 0
                    width: Math.min(implicitWidth, parent.width)
                    text: frame.title
                    size: 20
                    font.weight: Font.DemiBold
                    Accessible.role: Accessible.Heading
                }
                Row {
                    id: place
                    x: parent.oneLine ? parent.width - width : 0
                    y: parent.oneLine ? Math.round((parent.height - height) / 2) : heading.height + 10
                    spacing: 10
                }
            }
            ProblemPanel {
                width: parent.width
                happened: frame.account.happened
                remedy: frame.account.remedy
                onUnderstood: frame.account.dismissProblem()
            }
            PlaceNote {
                width: parent.width
                needsReader: frame.needsReader
                till: frame.till
            }
        }
    }
    ScrollMark {
        x: frame.width - 10
        view: flick
    }
}
