import QtQuick
import TapPay.Models
import TapPay.Style

// One step in full: the command, the answer as data elements beside its octets; or a decision with
// the paragraph that made it.
Panel {
    id: step

    required property TraceModel trace
    readonly property bool wide: width > 560 * Theme.scale
    readonly property bool hasTree: trace.tree.count > 0

    Column {
        id: head
        x: 20
        y: 16
        width: parent.width - 40
        spacing: 6

        Words {
            width: parent.width
            text: step.trace.title
            size: 17
            font.weight: Font.DemiBold
        }
        Words {
            width: parent.width
            visible: text.length > 0
            text: step.trace.exchange && step.trace.sw.length > 0 ? qsTr("Answer %1: %2").arg(step.trace.sw).arg(step.trace.meaning) : step.trace.meaning
            size: step.trace.exchange ? 14 : 16
            color: Theme.ink2
            lineHeight: 1.2
        }
        Words {
            topPadding: 6
            width: parent.width
            visible: step.trace.exchange
            text: qsTr("Command")
            size: 12
            color: Theme.ink3
            font.weight: Font.DemiBold
        }
        Words {
            width: parent.width
            visible: step.trace.exchange
            text: step.trace.command.replace(/(..)/g, "$1 ")
            size: 13
            font.family: Theme.monospace
            wrapMode: Text.Wrap
            maximumLineCount: step.wide ? 6 : 2
            elide: Text.ElideRight
        }
        Words {
            topPadding: 6
            width: parent.width
            visible: step.trace.exchange
            text: step.trace.response.length > 0 ? qsTr("Answer, %1 octets").arg(step.trace.response.length / 2)
                                                 : qsTr("The answer has no data")
            size: 12
            color: Theme.ink3
            font.weight: Font.DemiBold
        }
    }
    TlvTree {
        id: tree
        anchors.top: head.bottom
        anchors.topMargin: 8
        x: 12
        width: step.wide && bytes.visible ? parent.width - bytes.width - 36 : parent.width - 24
        height: step.wide || !bytes.visible ? parent.height - y - 12 : Math.round((parent.height - y) * 0.6)
        visible: step.hasTree
        tree: step.trace.tree
    }
    ByteView {
        id: bytes
        x: step.wide && step.hasTree ? parent.width - width - 16 : 20
        y: step.wide || !step.hasTree ? head.y + head.height + 8 : tree.y + tree.height + 8
        width: wanted
        height: parent.height - y - 12
        visible: step.trace.exchange && step.trace.response.length > 0
        octets: step.trace.response
        from: tree.visible ? step.trace.tree.offsetOf(tree.currentIndex) : -1
        length: step.trace.tree.octetsOf(tree.currentIndex)
    }
}
