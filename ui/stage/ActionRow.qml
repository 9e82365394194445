import QtQuick

// At most three actions, centred; they wrap when the text is large.
Item {
    id: actions

    default property alias content: flow.data

    width: parent ? parent.width : 0
    implicitHeight: flow.implicitHeight

    Flow {
        id: flow

        readonly property real wanted: {
            let sum = 0;
            for (let i = 0; i < children.length; ++i) {
                if (children[i].visible && children[i].width > 0)
                    sum += children[i].width + spacing;
            }
            return sum - spacing + 1;
        }

        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Math.max(wanted, 1))
        spacing: 12
    }
}
