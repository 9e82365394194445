import QtQuick
import TapPay.Style

// One line of what happened last.
Item {
    id: row

    property string what
    property string detail
    property date at

    width: parent ? parent.width : 0
    implicitHeight: words.implicitHeight + 28

    When {
        id: when
    }
    Column {
        id: words
        y: 14
        width: parent.width
        spacing: 3

        Item {
            width: parent.width
            implicitHeight: Math.max(name.implicitHeight, time.implicitHeight)

            Words {
                id: name
                width: parent.width - time.width - 12
                text: row.what === "enrolled" ? qsTr("Enrolled")
                    : row.what === "master_key" ? qsTr("New master key")
                    : row.what === "signed_on" ? qsTr("Signed on") : qsTr("Parameters %1").arg(row.detail)
                size: 15
                font.weight: Font.DemiBold
            }
            Words {
                id: time
                anchors.right: parent.right
                anchors.baseline: name.baseline
                text: when.brief(row.at)
                size: 13
                color: Theme.ink3
                wrapMode: Text.NoWrap
            }
        }
        Words {
            width: parent.width
            text: row.what === "enrolled" ? qsTr("as terminal %1").arg(row.detail)
                : row.what === "master_key" ? qsTr("version %1").arg(row.detail)
                : row.what === "signed_on" ? qsTr("new keys, batch %1").arg(row.detail)
                : qsTr("signed by the operator, put in use while idle")
            size: 13
            color: Theme.ink3
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.line
    }
}
