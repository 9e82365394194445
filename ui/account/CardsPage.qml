pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The cardholder's home: the cards of the account, how one is added, and what is on one.
PageFrame {
    id: page

    readonly property cardholderFacts facts: account.facts
    readonly property TestTap look: account.look
    readonly property bool idle: facts.known && !facts.busy && !account.asking

    function back(): bool {
        if (facts.adding)
            account.cancel();
        else if (look.state !== TestTap.Idle)
            look.end();
        else if (account.added)
            account.dismissAdded();
        else
            return false;
        return true;
    }

    function add() {
        if (idle)
            account.addCard();
    }

    title: qsTr("My cards")
    Component.onDestruction: look.end()

    Keys.onPressed: event => {
        if (event.isAutoRepeat || event.modifiers !== Qt.NoModifier)
            return;
        if (event.key === Qt.Key_A)
            add();
        else if (event.key === Qt.Key_W && idle)
            look.start();
        else
            return;
        event.accepted = true;
    }
    aside: [
        ActionButton {
            compact: true
            visible: page.facts.registered
            enabled: page.idle
            text: qsTr("Add a card")
            key: "A"
            onClicked: page.add()
        },
        ActionButton {
            compact: true
            enabled: page.idle && page.look.state === TestTap.Idle
            text: qsTr("What is on a card")
            key: "W"
            onClicked: page.look.start()
        }
    ]

    AddCardPanel {
        width: parent.width
        account: page.account
    }
    LookPanel {
        width: parent.width
        look: page.look
    }
    Panel {
        width: parent.width
        visible: page.account.added
        implicitHeight: done.implicitHeight + 28
        color: Theme.okSoft
        border.color: Theme.ok
        Accessible.role: Accessible.AlertMessage
        Accessible.name: addedWords.text

        Row {
            id: done
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 32
            spacing: 12

            Icon {
                width: 22
                height: 22
                anchors.verticalCenter: parent.verticalCenter
                name: "check"
                color: Theme.ok
            }
            Words {
                id: addedWords
                width: parent.width - 46 - understood.width
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("The card was added. Its payments are told to you here, and your limits hold for it.")
                size: 14
                color: Theme.ok
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            ActionButton {
                id: understood
                anchors.verticalCenter: parent.verticalCenter
                compact: true
                text: qsTr("Understood")
                onClicked: page.account.dismissAdded()
            }
        }
    }
    ProblemPanel {
        width: parent.width
        happened: page.facts.busy ? "" : page.facts.happened
        remedy: page.facts.remedy
        action: qsTr("Try again")
        onUnderstood: page.account.tryAgain()
    }
    EmptyPlace {
        visible: page.facts.answered && page.facts.cards.length === 0 && !page.facts.adding
        icon: "wallet"
        title: qsTr("No card added yet")
        help: qsTr("You can pay in web shops without adding one. With an added card you choose limits, and see here what happened to it and which computers are yours.")

        ActionButton {
            enabled: page.idle
            primary: true
            text: qsTr("Add a card")
            key: "A"
            onClicked: page.add()
        }
    }
    EmptyPlace {
        visible: page.till.session.connected && !page.facts.known
        icon: "wallet"
        title: qsTr("No account at this computer")
        help: qsTr("Cards can be added when this computer is enrolled. Web shops can be paid as soon as that is done.")
    }
    EmptyPlace {
        visible: page.facts.known && !page.facts.answered && !page.facts.adding && page.facts.happened.length === 0
        icon: "wallet"
        title: qsTr("Asking for your cards…")
        help: qsTr("The payment service is being asked. It takes a moment.")
    }
    Panel {
        width: parent.width
        visible: page.facts.cards.length > 0
        implicitHeight: bound.implicitHeight + 16

        Column {
            id: bound
            x: 24
            y: 8
            width: parent.width - 48

            Repeater {
                model: page.facts.cards

                CardRow {
                    required property int index
                    required property var modelData

                    card: modelData
                    busy: !page.idle
                    last: index === page.facts.cards.length - 1
                    onWantUnbind: page.wantSheet("qrc:/TapPay/Account/ConfirmSheet.qml", {
                        "account": page.account,
                        "kind": "card",
                        "subject": card.id,
                        "name": card.number
                    })
                }
            }
        }
    }
    Words {
        visible: page.facts.pastCards.length > 0
        text: qsTr("Earlier cards")
        size: 16
        font.weight: Font.DemiBold
        topPadding: 8
        Accessible.role: Accessible.Heading
    }
    Panel {
        width: parent.width
        visible: page.facts.pastCards.length > 0
        implicitHeight: past.implicitHeight + 16

        Column {
            id: past
            x: 24
            y: 8
            width: parent.width - 48

            Repeater {
                model: page.facts.pastCards

                CardRow {
                    required property int index
                    required property var modelData

                    card: modelData
                    last: index === page.facts.pastCards.length - 1
                }
            }
        }
    }
}
