import QtQuick
import TapPay.Style

// How much there is beside what is shown, and where one is: at the right edge of a view.
Rectangle {
    id: mark

    required property Flickable view

    x: view.x + view.width + 6
    y: view.y + view.visibleArea.yPosition * view.height
    width: 6
    height: Math.max(24, view.visibleArea.heightRatio * view.height)
    radius: 3
    visible: view.visible && view.contentHeight > view.height + 1
    color: Theme.ink3
}
