pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The virtual cards of the sandbox; only where there is one.
Rectangle {
    id: strip

    required property SandboxCards sandbox
    property bool tapping: true
    readonly property string held: tapping ? sandbox.tapped : sandbox.inserted

    implicitHeight: row.implicitHeight + 16
    color: Theme.sunken
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Sandbox cards")

    Flow {
        id: row
        x: 20
        y: 8
        width: parent.width - 40
        spacing: 8

        Words {
            height: 44
            verticalAlignment: Text.AlignVCenter
            text: qsTr("Sandbox")
            size: 13
            color: Theme.ink2
            font.weight: Font.DemiBold
        }
        ChoiceRow {
            name: qsTr("How the cards are held")
            options: [qsTr("Tap"), qsTr("Insert")]
            current: strip.tapping ? 0 : 1
            onChosen: index => strip.tapping = index === 0
        }
        Repeater {
            model: strip.tapping ? strip.sandbox.tappable : strip.sandbox.insertable

            ActionButton {
                required property string modelData
                readonly property bool here: modelData === strip.held

                compact: true
                text: modelData
                // The row keeps its place in the window when a card is brought.
                key: here ? "✕" : ""
                Accessible.name: here ? qsTr("%1 · take away").arg(modelData) : modelData
                onClicked: {
                    if (here)
                        strip.sandbox.remove();
                    else if (strip.tapping)
                        strip.sandbox.tap(modelData);
                    else
                        strip.sandbox.insert(modelData);
                }
            }
        }
    }
}
