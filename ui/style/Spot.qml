import QtQuick
import TapPay.Style

// The small round mark before a word: its colour repeats what the word says.
Rectangle {
    id: spot

    property string tone: "plain"

    implicitWidth: 8
    implicitHeight: 8
    radius: 4
    color: colors.strong

    ToneColors {
        id: colors
        tone: spot.tone
    }
}
