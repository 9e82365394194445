import QtQuick

// At most three actions, centred; they wrap when the text is large.
Item {
    id: actions

    default property alias content: flow.data

    width: parent ? parent.width : 0
    implicitHeight: flow.implicitHeight

    Flow {
        id: flow

        // The widest of the rows they make.
        readonly property real wanted: {
            let widest = 0;
            let row = -spacing;
            for (let i = 0; i < children.length; ++i) {
                if (!children[i].visible || children[i].width <= 0)
                    continue;
                if (row > 0 && row + spacing + children[i].width > actions.width)
                    row = -spacing;
                row += spacing + children[i].width;
                widest = Math.max(widest, row);
            }
            return widest + 1;
        }

        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Math.max(wanted, 1))
        spacing: 12
    }
}
