pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The data elements of an answer; the chosen one is marked in the octets beside it.
ListView {
    id: list

    required property TlvModel tree

    model: tree
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    reuseItems: true
    currentIndex: 0
    highlightMoveDuration: 0
    keyNavigationEnabled: true
    activeFocusOnTab: true
    Accessible.role: Accessible.Tree
    Accessible.name: qsTr("Data elements")
    onModelChanged: currentIndex = 0
    Connections {
        target: list.tree

        function onChanged() {
            list.currentIndex = 0;
        }
    }

    delegate: Rectangle {
        id: row

        required property int index
        required property int depth
        required property string tag
        required property string name
        required property string value
        required property string meaning
        readonly property bool picked: ListView.isCurrentItem

        width: ListView.view.width
        implicitHeight: words.implicitHeight + 12
        radius: 8
        color: picked ? Theme.accentSoft : "transparent"
        border.width: picked && list.activeFocus ? 2 : Theme.highContrast && picked ? 1 : 0
        border.color: Theme.focus
        Accessible.role: Accessible.TreeItem
        Accessible.name: tag + ", " + name + ", " + (meaning.length > 0 ? meaning : value)
        Accessible.selected: picked

        Column {
            id: words
            x: 8 + Math.min(row.depth, 6) * 14
            y: 6
            width: parent.width - x - 8
            spacing: 1

            Row {
                width: parent.width
                spacing: 8

                Words {
                    id: mark
                    text: row.tag
                    size: 13
                    color: Theme.accent
                    font.family: Theme.monospace
                    font.weight: Font.DemiBold
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Words {
                    width: parent.width - mark.width - 8
                    text: row.name
                    size: 13
                    Accessible.ignored: true
                }
            }
            Words {
                width: parent.width
                visible: text.length > 0
                text: row.value.replace(/(..)/g, "$1 ")
                size: 12
                color: Theme.ink2
                font.family: Theme.monospace
                maximumLineCount: row.picked ? 40 : 2
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                visible: text.length > 0
                text: row.meaning
                size: 12
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
        TapHandler {
            onTapped: {
                list.forceActiveFocus();
                list.currentIndex = row.index;
            }
        }
    }
}
