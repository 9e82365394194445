import QtQuick
import TapPay.Models
import TapPay.Style

// Something that is taken away is asked once more: what it means, and two answers that weigh the same.
Sheet {
    id: sheet

    required property Cardholder account
    required property string kind  // "card", "device", "thisDevice" or "data"
    property string subject
    property string name

    readonly property bool thisDevice: kind === "thisDevice"
    readonly property real answer: Math.max(keep.implicitWidth, go.implicitWidth)

    function act() {
        if (kind === "card")
            account.unbind(subject);
        else if (kind === "data")
            account.deleteData();
        else
            account.removeDevice(subject);
        close();
    }

    title: kind === "card" ? qsTr("Remove card %1?").arg(name)
         : kind === "data" ? qsTr("Delete my data?")
         : thisDevice ? qsTr("Remove this computer?") : qsTr("Remove computer %1?").arg(name)
    onOpened: keep.forceActiveFocus()

    Words {
        width: parent ? parent.width : 400
        text: sheet.kind === "card"
              ? qsTr("Its limits no longer hold and its payments are no longer told here. The card itself goes on working, and you can add it again at any time.")
            : sheet.kind === "data"
              ? qsTr("Your account, its cards, computers, limits and notices are deleted at once.")
            : sheet.thisDevice
              ? qsTr("Your cards are no longer shown at this computer. You get back to them by adding one of them again.")
              : qsTr("It no longer shows your cards and notices. Somebody who has it must add a card of yours to get back.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Words {
        width: parent ? parent.width : 400
        visible: sheet.kind === "data"
        text: qsTr("Kept, because the law demands it: the records of payments that were made, without your account, as long as accounts have to be kept. This can't be taken back.")
        lineHeight: 1.2
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            id: keep
            width: sheet.answer
            compact: true
            outline: "plain"
            text: sheet.kind === "data" ? qsTr("Keep my data") : qsTr("Keep it")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
        ActionButton {
            id: go
            width: sheet.answer
            compact: true
            outline: "plain"
            text: sheet.kind === "data" ? qsTr("Delete my data") : qsTr("Remove")
            onClicked: sheet.act()
        }
    }
}
