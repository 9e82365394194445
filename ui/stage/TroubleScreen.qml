import QtQuick
import TapPay.Models
import TapPay.Style

// Something stands in the way of payments: what it is, what to do, and the way on.
StageScreen {
    id: screen

    readonly property int trouble: till.session.trouble
    readonly property bool passable: trouble === Session.NoReader || trouble === Session.NoReaderService
                                     || trouble === Session.NoBank

    title: heading.text
    spacing: 28

    onConfirmed: {
        if (passable)
            passTrouble();
        else
            till.session.retry();
    }

    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        tone: screen.passable ? "plain" : "no"
        icon: screen.trouble === Session.NoBank ? "bank"
            : screen.trouble === Session.NoReader || screen.trouble === Session.NoReaderService ? "reader"
            : screen.trouble === Session.NoApplication ? "service" : "alert"
    }
    Heading {
        id: heading
        text: screen.trouble === Session.NoBank ? qsTr("The bank can't be reached")
            : screen.trouble === Session.NoReader ? qsTr("No card reader is connected")
            : screen.trouble === Session.NoReaderService ? qsTr("The card service is not running")
            : screen.trouble === Session.NoApplication ? qsTr("Tap & Pay is not running")
            : qsTr("No payments at the moment")
        help: screen.trouble === Session.NoBank
              ? qsTr("Check the network connection. It is tried again all the time; nothing is charged until it works.")
            : screen.trouble === Session.NoReader
              ? qsTr("Plug in a card reader. It is found by itself.")
            : screen.trouble === Session.NoReaderService
              ? qsTr("Start the smart-card service of this computer (pcscd). It is picked up by itself.")
            : screen.trouble === Session.NoApplication
              ? qsTr("This window is only the screen; the payment service (tappayd) does the work. Start it, and this window connects by itself. A payment that was begun is not lost.")
            : qsTr("%1 %2").arg(qsTranslate("Failure", screen.till.session.status.happened))
                           .arg(qsTranslate("Failure", screen.till.session.status.remedy))
    }
    ActionRow {
        ActionButton {
            primary: screen.passable
            visible: screen.passable || screen.trouble === Session.NoApplication
            text: screen.passable ? qsTr("Enter an amount meanwhile") : qsTr("Try now")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
    }
}
