import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// A link to pay was followed: its order is being fetched, or why there is none.
StageScreen {
    id: screen

    readonly property bool failed: sale.happened.length > 0

    title: heading.text
    spacing: tight ? 16 : 28

    onConfirmed: {
        if (failed)
            sale.openAgain();
    }
    onEscaped: sale.leave()

    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        small: screen.tight
        icon: screen.failed ? "alert" : "bag"
        tone: screen.failed ? "no" : "action"
    }
    Heading {
        id: heading
        text: screen.failed ? qsTr("This order can't be paid now") : qsTr("Fetching the order…")
        help: screen.failed ? qsTr("%1 %2").arg(qsTranslate("Failure", screen.sale.happened))
                                           .arg(qsTranslate("Failure", screen.sale.remedy))
                            : qsTr("It is shown before anything is paid.")
    }
    ActionRow {
        ActionButton {
            visible: screen.failed
            text: qsTr("Try again")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
        ActionButton {
            text: screen.failed ? qsTr("Close") : qsTr("Don't pay")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
    }
}
