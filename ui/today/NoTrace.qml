import QtQuick
import TapPay.Models
import TapPay.Style

// There is nothing to show of this payment, and why.
Column {
    id: empty

    required property TraceModel trace
    readonly property bool none: trace.state === TraceModel.NoneKept

    spacing: 12

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 40
        height: 40
        name: empty.none ? "card" : "alert"
        color: Theme.ink3
    }
    Words {
        width: parent.width
        text: empty.none ? qsTr("No trace was kept") : qsTr("The trace can't be shown")
        size: 16
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        width: parent.width
        text: empty.none ? qsTr("No card was read in this payment, or its trace was too old to be kept.")
                         : qsTranslate("Failure", empty.trace.happened)
        size: 14
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.2
    }
}
