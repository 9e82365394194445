pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// The last confirmations, newest first.
PhonePage {
    id: page

    title: qsTr("History")

    Words {
        width: parent.width
        text: page.title
        size: 26
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        visible: page.phone.history.length === 0
        text: qsTr("Nothing was confirmed on this phone yet.")
        color: Theme.ink2
    }
    Column {
        width: parent.width

        Repeater {
            model: page.phone.history

            HistoryRow {
                required property int index
                required property var modelData

                payment: modelData
                last: index === page.phone.history.length - 1
            }
        }
    }
}
