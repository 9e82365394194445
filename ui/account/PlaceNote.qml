import QtQuick
import TapPay.Models
import TapPay.Style

// What stands in the way of a payment at this computer, in the words of the person who pays, and the
// way out.
Panel {
    id: note

    required property Till till
    property bool needsReader: true
    readonly property Session session: till.session
    readonly property bool ofReader: session.trouble === Session.NoReader || session.trouble === Session.NoReaderService
    readonly property int trouble: session.trouble

    visible: (needsReader || !ofReader) && trouble !== Session.NoTrouble && trouble !== Session.Connecting
    implicitHeight: row.implicitHeight + 28
    color: Theme.maybeSoft
    border.color: Theme.maybe
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Row {
        id: row
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 32
        spacing: 12

        Icon {
            width: 22
            height: 22
            anchors.verticalCenter: parent.verticalCenter
            name: note.trouble === Session.NoReader || note.trouble === Session.NoReaderService ? "reader"
                : note.trouble === Session.NoBank ? "bank" : "alert"
            color: Theme.maybe
        }
        Words {
            id: words
            width: parent.width - 34 - (retry.visible ? retry.width + 12 : 0)
            anchors.verticalCenter: parent.verticalCenter
            size: 14
            color: Theme.maybe
            font.weight: Font.DemiBold
            text: note.trouble === Session.NoApplication
                  ? qsTr("Tap & Pay's payment service (tappayd) is not running. Start it, and this window connects by itself.")
                : note.trouble === Session.NoReader ? qsTr("No card reader is connected. Plug one in to pay or to add a card.")
                : note.trouble === Session.NoReaderService ? qsTr("The card service of this computer (pcscd) is not running.")
                : note.trouble === Session.NoBank ? qsTr("The payment service can't be reached. Check the network connection; it is tried again all the time.")
                : note.trouble === Session.NoStanding
                  ? qsTr("%1 %2").arg(qsTranslate("Failure", note.session.status.standingHappened))
                                 .arg(qsTranslate("Failure", note.session.status.standingRemedy))
                  : qsTr("%1 %2").arg(qsTranslate("Failure", note.session.status.happened))
                                 .arg(qsTranslate("Failure", note.session.status.remedy))
            Accessible.ignored: true
        }
        ActionButton {
            id: retry
            anchors.verticalCenter: parent.verticalCenter
            compact: true
            visible: note.trouble === Session.NoApplication || note.trouble === Session.NoStanding
            text: qsTr("Try now")
            onClicked: {
                if (note.trouble === Session.NoApplication)
                    note.session.retry();
                else
                    note.till.security.tryAgain();
            }
        }
    }
}
