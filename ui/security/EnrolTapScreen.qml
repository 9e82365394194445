import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// A card is read once, without money, to see that the reader works.
StageScreen {
    id: screen

    readonly property Enrolment enrolment: till.enrolment
    readonly property TestTap tap: enrolment.tap
    readonly property bool read: tap.state === TestTap.Read
    readonly property bool failed: tap.state === TestTap.Failed

    title: heading.text
    spacing: tight ? 16 : 26

    onConfirmed: {
        if (read)
            enrolment.next();
        else if (failed)
            tap.start();
    }
    onEscaped: enrolment.next()

    EnrolSteps {
        page: screen.enrolment.page
    }
    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        lit: screen.read ? 4 : screen.failed ? 0 : 1
    }
    Heading {
        id: heading
        text: screen.read ? qsTr("The card was read")
            : screen.failed ? qsTr("No card was read") : qsTr("Tap or insert any card")
        help: screen.read ? qsTr("Nothing was charged. The card can be put away.")
            : screen.failed ? qsTr("%1 %2").arg(qsTranslate("Failure", screen.tap.happened)).arg(qsTranslate("Failure", screen.tap.remedy))
            : qsTr("A test without money: the card is only read, nothing is charged.")
    }
    Panel {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, 420 * Theme.scale)
        visible: screen.read
        implicitHeight: facts.implicitHeight + 36

        Column {
            id: facts
            x: 22
            y: 18
            width: parent.width - 44
            spacing: 8

            FactRow {
                name: qsTr("Card")
                value: screen.tap.label
            }
            FactRow {
                name: qsTr("Number")
                value: screen.tap.pan
            }
            FactRow {
                name: qsTr("Expires")
                value: screen.tap.expiry
            }
        }
    }
    ActionRow {
        ActionButton {
            primary: true
            visible: screen.read || screen.failed
            text: screen.read ? qsTr("Go on") : qsTr("Try again")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
        ActionButton {
            visible: !screen.read
            text: qsTr("Skip the test")
            key: qsTr("Esc")
            onClicked: screen.enrolment.next()
        }
    }
}
