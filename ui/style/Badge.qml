import QtQuick
import TapPay.Style

// The large mark of a result.
Rectangle {
    id: badge

    property alias icon: mark.name
    property string tone: "plain"

    implicitWidth: 96
    implicitHeight: 96
    radius: 48
    color: colors.soft
    border.width: Theme.highContrast ? 2 : 0
    border.color: colors.strong

    ToneColors {
        id: colors
        tone: badge.tone
    }
    Icon {
        id: mark
        anchors.centerIn: parent
        width: 46
        height: 46
        color: colors.strong
    }
}
