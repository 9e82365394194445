pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The exchanges with the card and the decisions between them, in order.
ListView {
    id: list

    required property TraceModel trace

    model: trace
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    reuseItems: true
    highlightMoveDuration: 0
    keyNavigationEnabled: true
    activeFocusOnTab: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")
    onCurrentIndexChanged: {
        if (currentIndex >= 0)
            trace.current = currentIndex;
    }
    // The first step is looked at as soon as there is one.
    onCountChanged: {
        if (count > 0 && currentIndex < 0)
            currentIndex = 0;
    }
    Keys.onPressed: event => {
        const page = Math.max(1, Math.floor(height / 60));
        if (event.key === Qt.Key_PageDown)
            currentIndex = Math.min(count - 1, currentIndex + page);
        else if (event.key === Qt.Key_PageUp)
            currentIndex = Math.max(0, currentIndex - page);
        else if (event.key === Qt.Key_Home)
            currentIndex = 0;
        else if (event.key === Qt.Key_End)
            currentIndex = count - 1;
        else
            return;
        event.accepted = true;
    }

    delegate: TraceStepRow {
        width: ListView.view.width
        picked: ListView.isCurrentItem
        focused: ListView.isCurrentItem && list.activeFocus
        onPressed: {
            list.forceActiveFocus();
            list.currentIndex = index;
        }
    }
}
