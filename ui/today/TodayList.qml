pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The payments of the day; open ones come first.
ListView {
    id: list

    required property TransactionsModel today
    property string picked

    signal chosen(id: string)

    model: today
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    reuseItems: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Payments of today")

    delegate: TransactionRow {
        width: ListView.view.width
        picked: entry.id === list.picked
        onClicked: list.chosen(entry.id)
    }

    EmptyToday {
        anchors.centerIn: parent
        width: parent.width - 56
        visible: list.count === 0
        searching: list.today.filtered
    }
}
