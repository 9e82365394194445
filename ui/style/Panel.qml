import QtQuick
import TapPay.Style

// A sheet of related things, held by a hairline.
Rectangle {
    color: Theme.surface
    radius: 16
    border.width: 1
    border.color: Theme.line
}
