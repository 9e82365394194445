import QtQuick
import TapPay.Models
import TapPay.Style

// Which protections are active, weaker or missing, live; and what a person can do about them.
FocusScope {
    id: page

    required property Till till
    readonly property Security security: till.security
    readonly property securityFacts facts: security.facts
    readonly property bool lost: till.session.status.lost
    readonly property bool wide: width >= 1000 * Theme.scale
    readonly property real side: wide ? Math.round(348 * (1 + (Theme.scale - 1) * 0.4)) : 0

    signal wantStage
    signal wantRenewal
    signal escaped

    function enrol() {
        if (lost)
            till.enrolment.startAnew();
        wantStage();
    }

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Security")
    Component.onDestruction: security.dismissProblem()

    Keys.onEscapePressed: escaped()
    // With large text the page is longer than the window.
    Keys.onDownPressed: flick.contentY += Math.min(80, flick.end - flick.contentY)
    Keys.onUpPressed: flick.contentY -= Math.min(80, flick.contentY)
    Keys.onPressed: event => {
        if (event.isAutoRepeat || facts.busy || security.asking || !facts.enrolled || lost)
            return;
        if (event.key === Qt.Key_S)
            security.signOn();
        else if (event.key === Qt.Key_K)
            wantRenewal();
        else
            return;
        event.accepted = true;
    }

    Flickable {
        id: flick
        objectName: "securityCards"

        readonly property real end: Math.max(0, contentHeight - height)

        anchors.fill: parent
        anchors.rightMargin: page.side
        contentHeight: column.implicitHeight + 56
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            x: Math.max(24, (parent.width - width) / 2)
            y: 28
            width: Math.min(parent.width - 48, 800 * Math.max(1, Theme.scale * 0.8))
            spacing: 16

            Item {
                readonly property bool oneLine: heading.implicitWidth + sum.width + 16 <= width

                width: parent.width
                implicitHeight: heading.height + (oneLine ? 0 : sum.height + 8)

                Words {
                    id: heading
                    width: Math.min(implicitWidth, parent.width)
                    text: qsTr("Security of this computer")
                    size: 20
                    font.weight: Font.DemiBold
                    Accessible.role: Accessible.Heading
                }
                Tag {
                    id: sum
                    x: parent.oneLine ? parent.width - width : 0
                    y: parent.oneLine ? Math.round((heading.height - height) / 2) : heading.height + 8
                    visible: page.facts.known
                    tone: page.facts.missing > 0 ? "no" : page.facts.weaker > 0 ? "maybe" : "ok"
                    text: page.facts.missing > 0 ? qsTr("Payments are locked")
                        : page.facts.weaker === 1 ? qsTr("One protection is weaker")
                        : page.facts.weaker > 1 ? qsTr("%1 protections are weaker").arg(page.facts.weaker)
                        : qsTr("All protections are active")
                }
            }
            Words {
                width: parent.width
                visible: !page.facts.known
                text: page.till.session.connected
                      ? qsTr("This Tap & Pay application says nothing about a chip and keys of its own.")
                      : qsTr("Tap & Pay is not running. What protects it is shown here when it runs again.")
                color: Theme.ink2
                lineHeight: 1.2
            }
            Words {
                width: parent.width
                visible: page.till.session.connected && page.till.session.status.standing.length > 0
                text: qsTr("%1 %2").arg(qsTranslate("Failure", page.till.session.status.standingHappened))
                                   .arg(qsTranslate("Failure", page.till.session.status.standingRemedy))
                color: Theme.no
                font.weight: Font.DemiBold
                lineHeight: 1.2
                Accessible.role: Accessible.AlertMessage
            }
            ProblemPanel {
                width: parent.width
                happened: page.security.happened
                remedy: page.security.remedy
                onUnderstood: page.security.dismissProblem()
            }
            Grid {
                id: cards

                readonly property real cell: columns === 1 ? width : (width - 16) / 2

                width: parent.width
                visible: page.facts.known
                columns: width > 620 * Theme.scale ? 2 : 1
                spacing: 16

                ChipCard {
                    id: chip
                    width: cards.cell
                    height: cards.columns === 1 ? implicitHeight : Math.max(implicitHeight, keys.implicitHeight)
                    facts: page.facts
                }
                KeysCard {
                    id: keys
                    width: cards.cell
                    height: cards.columns === 1 ? implicitHeight : Math.max(implicitHeight, chip.implicitHeight)
                    security: page.security
                    lost: page.lost
                    said: page.till.session.status.standingHappened
                    onWantRenewal: page.wantRenewal()
                    onWantEnrolment: page.enrol()
                }
                PinCard {
                    id: pin
                    width: cards.cell
                    height: cards.columns === 1 ? implicitHeight : Math.max(implicitHeight, parameters.implicitHeight)
                    facts: page.facts
                }
                ParametersCard {
                    id: parameters
                    width: cards.cell
                    height: cards.columns === 1 ? implicitHeight : Math.max(implicitHeight, pin.implicitHeight)
                    facts: page.facts
                }
            }
            LastChanges {
                width: parent.width
                visible: !page.wide
                facts: page.facts
            }
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: page.side
        height: parent.height
        visible: page.wide
        color: Theme.surface

        Rectangle {
            width: 1
            height: parent.height
            color: Theme.line
        }
        Flickable {
            anchors.fill: parent
            anchors.leftMargin: 20
            anchors.rightMargin: 20
            contentHeight: side.implicitHeight + 52
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            LastChanges {
                id: side
                y: 26
                width: parent.width
                facts: page.facts
            }
        }
    }
}
