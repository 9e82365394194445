import QtQuick
import TapPay.Models
import TapPay.Style

// What was said between terminal and card in one payment: the steps, and one of them in full.
FocusScope {
    id: page

    required property Till till
    required property string transactionId
    readonly property TraceModel trace: till.trace
    readonly property transaction payment: till.today.byId(transactionId)
    readonly property bool wide: width > 900 * Theme.scale
    property bool copied: false

    signal wantDetail(id: string)
    signal escaped

    function copy() {
        trace.copy();
        copied = true;
    }

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("What the card said")
    Keys.onEscapePressed: wantDetail(transactionId)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_C && !event.isAutoRepeat && trace.state === TraceModel.Ready) {
            copy();
            event.accepted = true;
        }
    }
    Component.onCompleted: trace.load(transactionId)

    Flow {
        id: head
        x: 32
        y: 24
        width: parent.width - 64
        spacing: 12

        Column {
            width: Math.max(260 * Theme.scale, parent.width - buttons.width - 12)

            Words {
                width: parent.width
                text: qsTr("What the card said")
                size: 20
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
            Words {
                width: parent.width
                text: qsTr("%1 · %2 · card numbers are masked").arg(page.payment.money).arg(page.payment.clockTime)
                size: 13
                color: Theme.ink2
            }
        }
        Row {
            id: buttons
            spacing: 12

            ActionButton {
                compact: true
                visible: page.trace.state === TraceModel.Ready
                text: page.copied ? qsTr("Copied") : qsTr("Copy as text")
                key: "C"
                onClicked: page.copy()
            }
            ActionButton {
                compact: true
                text: qsTr("Back")
                key: qsTr("Esc")
                onClicked: page.wantDetail(page.transactionId)
            }
        }
    }
    Connections {
        target: page.trace

        function onChanged() {
            if (page.trace.state === TraceModel.Ready)
                steps.forceActiveFocus();
        }
    }
    // Side by side where there is room, else one above the other.
    Panel {
        id: list

        readonly property real rest: page.height - y - 24

        x: 32
        y: head.y + head.height + 16
        width: page.wide ? Math.round((page.width - 64) * 0.36) : page.width - 64
        height: page.wide ? rest : Math.round(rest * 0.4)
        visible: page.trace.state === TraceModel.Ready

        TraceSteps {
            id: steps
            anchors.fill: parent
            anchors.margins: 6
            trace: page.trace
        }
    }
    TraceExchange {
        x: page.wide ? list.x + list.width + 16 : 32
        y: page.wide ? list.y : list.y + list.height + 16
        width: page.width - x - 32
        height: page.height - y - 24
        visible: list.visible
        trace: page.trace
    }
    NoTrace {
        anchors.centerIn: parent
        width: Math.min(parent.width - 96, 480 * Theme.scale)
        visible: page.trace.state === TraceModel.NoneKept || page.trace.state === TraceModel.NotAvailable
        trace: page.trace
    }
}
