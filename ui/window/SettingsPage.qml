import QtQuick
import TapPay.Models
import TapPay.Style

// What a person can choose about this window; every choice works at once.
FocusScope {
    id: page

    required property Till till
    readonly property Preferences preferences: till.preferences
    readonly property list<string> languages: ["system", "en", "zh_CN"]
    readonly property list<string> roles: ["merchant", "cardholder", "both"]
    readonly property var percents: [100, 125, 150, 200]

    signal escaped

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Settings")
    Keys.onEscapePressed: escaped()

    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight + 56
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Math.max(32, (parent.width - width) / 2)
            y: 28
            width: Math.min(parent.width - 64, 860)
            spacing: 16

            Words {
                text: qsTr("Settings")
                size: 20
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
            Panel {
                width: parent.width
                implicitHeight: rows.implicitHeight + 16

                Column {
                    id: rows
                    x: 24
                    y: 8
                    width: parent.width - 48

                    SettingRow {
                        name: qsTr("Language")
                        ChoiceRow {
                            width: parent.width
                            name: qsTr("Language")
                            options: [qsTr("As the system"), "English", "简体中文"]
                            current: Math.max(0, page.languages.indexOf(page.preferences.language))
                            onChosen: index => page.preferences.language = page.languages[index]
                        }
                    }
                    SettingRow {
                        name: qsTr("This computer is for")
                        help: qsTr("It decides what the window shows.")
                        ChoiceRow {
                            width: parent.width
                            name: qsTr("This computer is for")
                            options: [qsTr("Taking payments"), qsTr("Paying in web shops"), qsTr("Both")]
                            current: page.roles.indexOf(page.preferences.role)
                            onChosen: index => page.preferences.role = page.roles[index]
                        }
                    }
                    SettingRow {
                        name: qsTr("Colours")
                        ChoiceRow {
                            width: parent.width
                            name: qsTr("Colours")
                            options: [qsTr("As the system"), qsTr("Light"), qsTr("Dark"), qsTr("High contrast")]
                            current: page.preferences.theme
                            onChosen: index => page.preferences.theme = index
                        }
                    }
                    SettingRow {
                        name: qsTr("Text size")
                        ChoiceRow {
                            width: parent.width
                            name: qsTr("Text size")
                            options: ["100 %", "125 %", "150 %", "200 %"]
                            current: Math.max(0, page.percents.indexOf(page.preferences.textPercent))
                            onChosen: index => page.preferences.textPercent = page.percents[index]
                        }
                    }
                    SettingRow {
                        name: qsTr("Number pad")
                        help: qsTr("Bank terminals have 1 2 3 on top, calculators 7 8 9.")
                        ChoiceRow {
                            width: parent.width
                            name: qsTr("Number pad")
                            options: [qsTr("1 2 3 on top"), qsTr("7 8 9 on top")]
                            current: page.preferences.calculatorKeypad ? 1 : 0
                            onChosen: index => page.preferences.calculatorKeypad = index === 1
                        }
                    }
                    SettingRow {
                        name: qsTr("PIN keys")
                        help: qsTr("Scrambled keys lie in other places for each PIN. The PIN screen can change it for one person.")
                        ChoiceRow {
                            width: parent.width
                            name: qsTr("PIN keys")
                            options: [qsTr("In order"), qsTr("Scrambled")]
                            current: page.preferences.scrambledPin ? 1 : 0
                            onChosen: index => page.preferences.scrambledPin = index === 1
                        }
                    }
                    SettingRow {
                        name: qsTr("Sound")
                        help: qsTr("One tone when paid, another when something is to be done.")
                        Toggle {
                            name: qsTr("Sound")
                            textOn: qsTr("On")
                            textOff: qsTr("Off")
                            checked: page.preferences.sound
                            onToggled: page.preferences.sound = checked
                        }
                    }
                    SettingRow {
                        name: qsTr("Less motion")
                        help: qsTr("Changes happen at once, nothing slides.")
                        last: true
                        Toggle {
                            name: qsTr("Less motion")
                            textOn: qsTr("On")
                            textOff: qsTr("Off")
                            checked: page.preferences.reducedMotion
                            onToggled: page.preferences.reducedMotion = checked
                        }
                    }
                }
            }
            Words {
                width: parent.width
                visible: page.till.session.connected
                text: page.till.session.status.terminalId.length === 0
                      ? qsTr("Tap & Pay %1").arg(page.till.session.status.version)
                      : qsTr("Tap & Pay %1 · terminal %2 · merchant %3, %4")
                      .arg(page.till.session.status.version).arg(page.till.session.status.terminalId)
                      .arg(page.till.session.status.merchantId).arg(page.till.session.status.merchantName)
                size: 13
                color: Theme.ink3
            }
        }
    }
}
