import QtQuick
import TapPay.Style

// The large mark of a result.
Rectangle {
    id: badge

    property alias icon: mark.name
    property string tone: "plain"
    property bool small: false

    implicitWidth: small ? 52 : 96
    implicitHeight: implicitWidth
    radius: width / 2
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
        width: Math.round(badge.width * 0.48)
        height: width
        color: colors.strong
    }
}
