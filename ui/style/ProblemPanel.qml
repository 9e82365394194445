import QtQuick
import TapPay.Style

// Why something that was asked for did not happen, and what to do; there until someone has understood it.
Panel {
    id: strip

    // Of the closed list of failures, in English source text.
    property string happened
    property string remedy
    property string action: qsTr("Understood")

    signal understood

    visible: happened.length > 0
    width: parent ? Math.min(parent.width, 620 * Theme.scale) : 620
    anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
    implicitHeight: row.implicitHeight + 24
    color: Theme.noSoft
    border.color: Theme.no
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Row {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12

        Icon {
            width: 22
            height: 22
            anchors.verticalCenter: parent.verticalCenter
            name: "alert"
            color: Theme.no
        }
        Words {
            id: words
            width: parent.width - 46 - close.width
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("%1 %2").arg(qsTranslate("Failure", strip.happened))
                               .arg(qsTranslate("Failure", strip.remedy))
            size: 14
            color: Theme.no
            Accessible.ignored: true
        }
        ActionButton {
            id: close
            anchors.verticalCenter: parent.verticalCenter
            compact: true
            text: strip.action
            onClicked: strip.understood()
        }
    }
}
