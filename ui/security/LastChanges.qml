pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// What the colours mean, and what happened last.
Column {
    id: changes

    required property securityFacts facts

    spacing: 14

    Words {
        width: parent.width
        text: qsTr("What this means")
        size: 20
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        text: qsTr("Active: the protection works and was checked. Weaker: it works in a weaker form. Missing: no payment is taken because of it.")
        size: 14
        color: Theme.ink3
        lineHeight: 1.3
    }
    Item {
        width: 1
        height: 4
    }
    Words {
        width: parent.width
        text: qsTr("Last changes")
        size: 20
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        visible: changes.facts.changes.length === 0
        text: qsTr("Nothing has changed yet.")
        size: 14
        color: Theme.ink3
    }
    Column {
        width: parent.width

        Repeater {
            model: changes.facts.changes

            ChangeRow {
                required property var modelData

                what: modelData.what
                detail: modelData.detail
                at: modelData.at
            }
        }
    }
}
