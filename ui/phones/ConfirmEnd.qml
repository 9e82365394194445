import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// How it ended: a mark, what it was about, what happened, and what to do.
Column {
    id: end

    required property confirmation it
    required property ConfirmWords words
    property bool tight: false
    property real room: 600

    width: parent ? parent.width : implicitWidth
    spacing: tight ? 10 : 22

    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: end.it.paid
        lit: 4
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        small: end.tight
        icon: end.words.icon
        tone: end.words.tone
    }
    ConfirmFacts {
        it: end.it
        room: end.room
        size: end.it.paid ? 76 : 56
        ink: end.it.paid ? Theme.ink : Theme.ink2
    }
    Heading {
        text: end.words.sentence
        help: end.words.help
    }
}
