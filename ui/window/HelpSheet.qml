pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Style

// All keys in one place.
Sheet {
    id: sheet

    readonly property list<string> keys: ["0 … 9", qsTr("Enter"), qsTr("Esc"), "⌫", "Del", "N", "F2", "F7",
                                          "F11", "F12", "Ctrl+1…3", "Ctrl+4", "P  R", "C", "L", "S", "D", "Tab", "F1"]
    readonly property list<string> words: [qsTr("Type the amount: 1234 is 12.34"), qsTr("Confirm what the screen offers"),
                                           qsTr("Back or cancel"), qsTr("Delete the last digit"), qsTr("Clear the amount"),
                                           qsTr("Order note"), qsTr("New sale"), qsTr("Find in today's payments"), qsTr("Settings"), qsTr("What protects this terminal"), qsTr("My cards, payments and account"), qsTr("Phones that confirm payments"),
                                           qsTr("Print or show the receipt of an approved payment"),
                                           qsTr("Ask for an open result now"), qsTr("The customer has left, with a card in doubt"),
                                           qsTr("Scramble the PIN keys, or put them in order"), qsTr("Go on with the amount put aside"), qsTr("Go to the next button"), qsTr("This help")]

    room: 520
    title: qsTr("Keys")
    onConfirmed: close()

    Column {
        width: parent ? parent.width : 460
        spacing: 8

        Repeater {
            model: sheet.keys.length

            Item {
                id: line

                required property int index

                width: parent ? parent.width : 0
                implicitHeight: Math.max(cap.implicitHeight, text.implicitHeight)
                Accessible.role: Accessible.StaticText
                Accessible.name: sheet.keys[index] + ": " + sheet.words[index]

                KeyCap {
                    id: cap
                    text: sheet.keys[line.index]
                }
                Words {
                    id: text
                    x: 92 * Theme.scale
                    width: parent.width - x
                    anchors.verticalCenter: cap.verticalCenter
                    text: sheet.words[line.index]
                    Accessible.ignored: true
                }
            }
        }
    }
    ActionButton {
        compact: true
        text: qsTr("Close")
        key: qsTr("Esc")
        onClicked: sheet.close()
    }
}
