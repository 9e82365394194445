import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// The first start: what this computer is for. None of the answers is preset; Settings change it.
StageScreen {
    id: screen

    function choose(role: string) {
        till.preferences.role = role;
    }

    title: heading.text
    spacing: tight ? 14 : 20

    Keys.onPressed: event => {
        const roles = ["merchant", "cardholder", "both"];
        const index = event.key - Qt.Key_1;
        if (index < 0 || index > 2 || event.isAutoRepeat)
            return;
        choose(roles[index]);
        event.accepted = true;
    }

    Heading {
        id: heading
        text: qsTr("What is this computer for?")
        help: qsTr("It decides what the window shows. You can change it in the settings at any time.")
    }
    RoleChoice {
        width: Math.min(parent.width, 560 * Theme.scale)
        anchors.horizontalCenter: parent.horizontalCenter
        text: qsTr("I take payments")
        help: qsTr("For a shop: type an amount, the customer taps or inserts a card.")
        iconName: "sell"
        key: "1"
        onClicked: screen.choose("merchant")
    }
    RoleChoice {
        width: Math.min(parent.width, 560 * Theme.scale)
        anchors.horizontalCenter: parent.horizontalCenter
        text: qsTr("I pay in web shops")
        help: qsTr("For a cardholder: orders from the web, paid with your own card here.")
        iconName: "wallet"
        key: "2"
        onClicked: screen.choose("cardholder")
    }
    RoleChoice {
        width: Math.min(parent.width, 560 * Theme.scale)
        anchors.horizontalCenter: parent.horizontalCenter
        text: qsTr("Both")
        help: qsTr("The shop's pages and your own, side by side.")
        iconName: "cards"
        key: "3"
        onClicked: screen.choose("both")
    }
}
