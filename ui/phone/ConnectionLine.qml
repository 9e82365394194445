import QtQuick
import TapPay.Phone
import TapPay.Style

// Which phone this is, and whether it hears of new payments.
Row {
    id: line

    required property Phone phone

    width: parent ? parent.width : 0
    spacing: 10
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Spot {
        y: (words.height - height) / 2
        tone: line.phone.turnedAway ? "no" : line.phone.reachable ? "ok" : "maybe"
    }
    Words {
        id: words
        width: line.width - 18
        text: line.phone.turnedAway ? qsTr("%1 · not paired any more").arg(line.phone.name)
            : line.phone.reachable ? qsTr("%1 · connected").arg(line.phone.name)
                                   : qsTr("%1 · the payment service can't be reached, trying again").arg(line.phone.name)
        size: 13
        color: line.phone.reachable ? Theme.ink2 : Theme.maybe
        font.weight: line.phone.reachable ? Font.Normal : Font.DemiBold
        Accessible.ignored: true
    }
}
