import QtQuick
import TapPay.Style

// A state as colour and word.
Rectangle {
    id: tag

    property alias text: label.text
    property string tone: "plain"

    implicitWidth: label.implicitWidth + 16
    implicitHeight: label.implicitHeight + 6
    radius: height / 2
    color: colors.soft
    border.width: Theme.highContrast ? 1 : 0
    border.color: colors.strong

    ToneColors {
        id: colors
        tone: tag.tone
    }
    Words {
        id: label
        anchors.centerIn: parent
        size: 12
        color: colors.strong
        font.weight: Font.DemiBold
        wrapMode: Text.NoWrap
    }
}
