pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The virtual cards of the sandbox; only where there is one.
Rectangle {
    id: strip

    required property SandboxCards sandbox

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
        Repeater {
            model: strip.sandbox.cards

            ActionButton {
                required property string modelData

                compact: true
                text: strip.sandbox.inserted === modelData ? qsTr("%1 · take out").arg(modelData) : modelData
                onClicked: {
                    if (strip.sandbox.inserted === modelData)
                        strip.sandbox.remove();
                    else
                        strip.sandbox.insert(modelData);
                }
            }
        }
    }
}
