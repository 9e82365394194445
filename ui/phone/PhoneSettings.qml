pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// Language, look, and the end of the pairing.
PhonePage {
    id: page

    readonly property list<string> languages: ["system", "en", "zh_CN"]
    readonly property var sizes: [100, 125, 150, 200]

    title: qsTr("Settings")

    Words {
        width: parent.width
        text: page.title
        size: 26
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        text: qsTr("Language")
        font.weight: Font.DemiBold
    }
    ChoiceRow {
        width: parent.width
        name: qsTr("Language")
        options: [qsTr("As the system"), "English", "简体中文"]
        current: Math.max(0, page.languages.indexOf(page.preferences.language))
        onChosen: index => page.preferences.language = page.languages[index]
    }
    Words {
        width: parent.width
        text: qsTr("Colours")
        font.weight: Font.DemiBold
    }
    ChoiceRow {
        width: parent.width
        name: qsTr("Colours")
        options: [qsTr("As the system"), qsTr("Light"), qsTr("Dark"), qsTr("High contrast")]
        current: page.preferences.theme
        onChosen: index => page.preferences.theme = index
    }
    Words {
        width: parent.width
        text: qsTr("Text size")
        font.weight: Font.DemiBold
    }
    ChoiceRow {
        width: parent.width
        name: qsTr("Text size")
        options: page.sizes.map(size => qsTr("%1 %").arg(size))
        current: Math.max(0, page.sizes.indexOf(page.preferences.textPercent))
        onChosen: index => page.preferences.textPercent = page.sizes[index]
    }
    Toggle {
        name: qsTr("Less motion")
        textOn: qsTr("Less motion: on")
        textOff: qsTr("Less motion: off")
        checked: page.preferences.reducedMotion
        onToggled: page.preferences.reducedMotion = checked
    }
    Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
    }
    Words {
        width: parent.width
        text: page.phone.forShop ? qsTr("%1 is paired with a shop.").arg(page.phone.name)
                                 : qsTr("%1 is paired with your account.").arg(page.phone.name)
        color: Theme.ink2
    }
    ActionButton {
        width: parent.width
        compact: true
        enabled: !page.phone.leaving
        text: page.phone.leaving ? qsTr("Ending the pairing…") : qsTr("End the pairing")
        onClicked: page.wantLeave()
    }
}
