import QtQuick
import TapPay.Style

// What to do now, or what to beware of.
Rectangle {
    id: strip

    property string text
    property string tone: "action"

    width: parent ? parent.width : 0
    implicitHeight: words.implicitHeight + 26
    radius: 12
    visible: text.length > 0
    color: colors.soft
    border.width: Theme.highContrast ? 1 : 0
    border.color: colors.strong
    Accessible.role: strip.tone === "action" ? Accessible.StaticText : Accessible.AlertMessage
    Accessible.name: text

    ToneColors {
        id: colors
        tone: strip.tone
    }
    Icon {
        id: mark
        x: 14
        anchors.verticalCenter: parent.verticalCenter
        width: 20
        height: 20
        visible: strip.tone !== "action"
        name: "alert"
        color: colors.strong
    }
    Words {
        id: words
        x: mark.visible ? 44 : 14
        width: parent.width - x - 14
        anchors.verticalCenter: parent.verticalCenter
        text: strip.text
        size: 14
        color: colors.strong
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
