import QtQuick
import TapPay.Style

// Running text in a size of the type scale, grown by the person's text size.
Text {
    property real size: 15

    color: Theme.ink
    font.pixelSize: Math.round(size * Theme.scale)
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    linkColor: Theme.accent
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
