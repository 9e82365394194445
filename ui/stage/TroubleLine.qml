import QtQuick
import TapPay.Models
import TapPay.Style

// What still stands in the way after someone went past the trouble screen.
Row {
    id: line

    required property Session session

    visible: session.trouble === Session.NoReader || session.trouble === Session.NoReaderService
             || session.trouble === Session.NoBank || session.trouble === Session.NoStanding
    spacing: 8
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Icon {
        width: 20
        height: 20
        anchors.verticalCenter: parent.verticalCenter
        name: "alert"
        color: Theme.no
    }
    Words {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        size: 14
        color: Theme.no
        font.weight: Font.DemiBold
        text: line.session.trouble === Session.NoBank ? qsTr("The bank can't be reached.")
            : line.session.trouble === Session.NoReader ? qsTr("No card reader is connected.")
            : line.session.trouble === Session.NoStanding
              ? qsTranslate("Failure", line.session.status.standingHappened)
            : qsTr("The card service of this computer is not running.")
        Accessible.ignored: true
    }
}
