import QtQuick
import TapPay.Models
import TapPay.Style

// Shows the one screen that belongs to the state of the payment, loaded when it is first needed.
FocusScope {
    id: stage

    required property Till till
    // A stop at the trouble screen that a person has gone past.
    property int passedTrouble: Session.NoTrouble
    readonly property int trouble: till.session.trouble
    // Of a web order: its words are the cardholder's.
    readonly property bool purchase: till.sale.transaction.purchase
    readonly property bool signingOn: till.session.status.standing === "terminal.not_signed_on"
                                      && till.security.facts.busy
    readonly property bool held: till.sale.screen === Sale.Amount && trouble !== Session.NoTrouble
                                 && trouble !== passedTrouble && !(trouble === Session.NoStanding && signingOn) || trouble === Session.NoApplication
    // The first start: nobody has said yet what this computer is for.
    readonly property bool roleOpen: till.preferences.role.length === 0 && till.sale.screen === Sale.Amount
    readonly property string wanted: roleOpen ? "qrc:/TapPay/Account/RoleScreen"
                                   : till.confirmations.onStage ? "qrc:/TapPay/Phones/ConfirmScreen"
                                   : trouble === Session.Connecting ? ""
                                   : trouble !== Session.NoApplication && trouble !== Session.Stopped
                                     && till.sale.screen === Sale.Amount && till.enrolment.open ? enrolScreenOf(till.enrolment.page)
                                   : held && trouble === Session.NoStanding ? "qrc:/TapPay/Security/StandingScreen"
                                   : held ? "TroubleScreen" : screenOf(till.sale.screen)
    readonly property StageScreen current: loader.item as StageScreen

    signal wantReceipt(id: string, printing: bool)
    signal wantNote
    signal wantGiveUp
    signal wantPage(page: string)
    signal wantSheet(sheet: string, properties: var)

    function enrolScreenOf(page: int): string {
        const names = ["Chip", "Code", "Progress", "Tap", "Ready"];
        return "qrc:/TapPay/Security/Enrol" + names[page] + "Screen";
    }

    function screenOf(screen: int): string {
        switch (screen) {
        case Sale.Amount:
            return "SellScreen";
        case Sale.OpeningOrder:
            return "qrc:/TapPay/Checkout/OpeningScreen";
        case Sale.Consent:
            return "qrc:/TapPay/Checkout/ConsentScreen";
        case Sale.Capturing:
            return "qrc:/TapPay/Checkout/CapturingScreen";
        case Sale.ChooseApplication:
            return "ChooseScreen";
        case Sale.EnterPin:
            return "PinScreen";
        case Sale.Authorising:
        case Sale.Completing:
            return "AuthorisingScreen";
        case Sale.Approved:
        case Sale.PaidByCard:
            return purchase ? "qrc:/TapPay/Checkout/PurchaseResultScreen" : "ApprovedScreen";
        case Sale.Declined:
        case Sale.Cancelled:
        case Sale.Undone:
        case Sale.Failed:
            return purchase ? "qrc:/TapPay/Checkout/PurchaseResultScreen" : "ResultScreen";
        case Sale.Abandoned:
        case Sale.AdviceRefused:
        case Sale.UndoRefused:
            return "ResultScreen";
        case Sale.NotKnown:
            return "NotKnownScreen";
        case Sale.CardInDoubt:
            return "CardInDoubtScreen";
        default:
            return "CardScreen";
        }
    }

    function show() {
        if (wanted.length > 0)
            loader.setSource(Qt.resolvedUrl(wanted + ".qml"), {
                "till": till
            });
        else
            loader.source = "";
    }

    function confirm() {
        if (current)
            current.confirmed();
    }

    function back() {
        if (current)
            current.escaped();
    }

    onTroubleChanged: {
        if (trouble === Session.NoTrouble)
            passedTrouble = Session.NoTrouble;
    }
    onWantedChanged: show()
    Component.onCompleted: show()

    Keys.onEscapePressed: back()

    Connections {
        target: stage.current

        function onWantReceipt(id: string, printing: bool) {
            stage.wantReceipt(id, printing);
        }
        function onWantNote() {
            stage.wantNote();
        }
        function onWantGiveUp() {
            stage.wantGiveUp();
        }
        function onWantPage(page: string) {
            stage.wantPage(page);
        }
        function onWantSheet(sheet: string, properties: var) {
            stage.wantSheet(sheet, properties);
        }
        function onPassTrouble() {
            stage.passedTrouble = stage.trouble;
        }
    }
    Loader {
        id: loader
        anchors.fill: parent
        focus: true
    }
}
