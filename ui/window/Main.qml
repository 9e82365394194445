import QtQuick
import QtQuick.Templates as T
import TapPay.Models
import TapPay.Phones
import TapPay.Stage
import TapPay.Style
import TapPay.Today

// The frame: rail, stage, today, footer; and the keys that work everywhere.
T.ApplicationWindow {
    id: window

    required property Till till
    readonly property Sale sale: till.sale
    readonly property int shown: sale.screen
    readonly property bool wide: width >= 1100 * (1 + (Theme.scale - 1) * 0.5)
    readonly property bool busyWithMoney: sale.transaction.valid && !sale.transaction.settled
                                          || till.today.pendingCount > 0 || till.purchases.pendingCount > 0
                                          || confirmations.onStage && !confirmations.current.ended || confirmations.waiting.valid
    // The person here pays a web order: nothing of the shop's own day belongs beside it.
    readonly property bool buying: sale.transaction.purchase || shown === Sale.OpeningOrder
                                   || confirming && confirmations.current.wish !== "refund"
    // The cardholder looks at the window: nothing else opens, and no other customer's payment is shown.
    readonly property bool pinning: shown === Sale.EnterPin
    // 0: not enrolling.
    readonly property int enrolPage: till.enrolment.open ? till.enrolment.page + 1 : 0
    // Together with the screen what an Enter is about.
    readonly property string paying: sale.transaction.id
    readonly property Confirmations confirmations: till.confirmations
    readonly property bool confirming: confirmations.onStage
    // Together what an Enter on the way over the phone is about.
    readonly property string confirmed: confirmations.current.id + (confirmations.current.ended ? " ended" : "")
    readonly property string pairing: till.phones.pairing.state
    readonly property Preferences preferences: till.preferences
    readonly property string role: preferences.role
    // What was on the stage last was a web order.
    property bool bought: false
    property string page: "sell"
    // Where somebody was when something to confirm came to the stage.
    property string before: "sell"
    property bool finishing: false

    // Where a person is when nothing goes on. A cardholder's window has no till.
    function home(): string {
        return preferences.sells ? "sell" : "cards";
    }

    // Asked at the moment, not bound: it decides while what it depends on is changing.
    function staged(): bool {
        return preferences.sells || sale.screen !== Sale.Amount || till.enrolment.open || confirmations.onStage;
    }

    function go(wanted: string) {
        if (wanted === "help") {
            sheets.show(Qt.resolvedUrl("HelpSheet.qml"), {});
            return;
        }
        page = wanted === "sell" && !staged() ? home() : wanted;
        focusPage();
    }

    function focusPage() {
        if (page === "sell")
            stage.forceActiveFocus();
        else
            pages.forceActiveFocus();
    }

    function openSheet(sheet: string, properties: var) {
        sheets.show(sheet, properties);
    }

    function showReceipt(id: string, printing: bool) {
        sheets.show("qrc:/TapPay/Today/ReceiptSheet.qml", {
            "till": till,
            "transactionId": id,
            "printing": printing
        });
    }

    function confirmUndo(id: string) {
        sheets.show("qrc:/TapPay/Today/ConfirmUndoSheet.qml", {
            "till": till,
            "payment": till.today.byId(id)
        });
    }

    function showTransaction(id: string) {
        pages.picked = id;
        go("today");
    }

    function showPurchase(id: string) {
        pages.picked = id;
        go("payments");
    }

    function showTrace(id: string) {
        pages.picked = id;
        go("trace");
    }

    // The one way by which Enter confirms: what has the keyboard, else what the screen offers.
    function confirm() {
        const item = activeFocusItem;
        const toggle = item as Toggle;
        const button = item as T.AbstractButton;
        const field = item as T.TextField;
        if (toggle)
            toggle.activate();
        else if (button) {
            if (button.enabled)
                button.clicked();
        } else if (field)
            field.accepted();
        else if (sheets.sheet)
            sheets.sheet.confirmed();
        else if (page === "sell")
            stage.confirm();
    }

    width: 1280
    height: 800
    minimumWidth: 640
    minimumHeight: 560
    visible: true
    title: qsTr("Tap & Pay")
    color: Theme.bg

    // Somebody waits in the browser for an answer.
    function comeForward() {
        if (visibility === Window.Minimized || visibility === Window.Hidden)
            showNormal();
        raise();
        requestActivate();
        alert(0);
    }

    onPayingChanged: {
        guard.screenChanged();
        // Somebody waits for consent to another order: what is on the phone goes on without the stage.
        if (paying.length > 0 && confirming && sale.transaction.order.id !== confirmations.orderId)
            confirmations.leave();
    }
    onConfirmedChanged: guard.screenChanged()
    onPairingChanged: guard.screenChanged()
    onConfirmingChanged: {
        if (confirming) {
            before = page;
            go("sell");
        } else if (page === "sell" && shown === Sale.Amount) {
            go(before);
        }
    }
    onShownChanged: {
        guard.screenChanged();
        if (shown === Sale.Consent || shown === Sale.OpeningOrder)
            comeForward();
        if (sheets.sheet && shown !== Sale.Amount && shown !== Sale.Approved && shown !== Sale.PaidByCard)
            sheets.sheet.close();
        if (shown !== Sale.Amount) {
            bought = sale.transaction.purchase || shown === Sale.OpeningOrder;
            go("sell");
        } else if (page === "sell" && !confirming) {
            go(bought && preferences.buys ? "cards" : home());
        }
    }
    onEnrolPageChanged: {
        guard.screenChanged();
        if (enrolPage > 0 && page === "cards" || enrolPage === 0 && page === "sell")
            go("sell");
    }
    onRoleChanged: {
        guard.screenChanged();
        if (page === "sell")
            go("sell");
    }
    onClosing: close => {
        if (finishing || !busyWithMoney)
            return;
        close.accepted = false;
        sheets.show(Qt.resolvedUrl("CloseSheet.qml"), {
            "till": till
        });
    }
    Component.onCompleted: go("sell")

    Binding {
        target: Theme
        property: "mode"
        value: window.till.preferences.theme
    }
    Binding {
        target: Theme
        property: "scale"
        value: window.till.preferences.textPercent / 100
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: window.till.preferences.reducedMotion
    }
    KeyGuard {
        id: guard
        window: window
        onConfirmed: window.confirm()
        onScanned: digits => window.sale.entry.dropScan(digits)
    }
    PageKeys {
        free: !sheets.busy && !window.pinning
        preferences: window.preferences
        onWanted: page => window.go(page)
    }

    Rail {
        id: rail
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: bottom.top
        enabled: !window.pinning
        page: window.page
        sells: window.preferences.sells && window.role.length > 0
        buys: window.preferences.buys
        onChosen: page => window.go(page)
    }
    Item {
        anchors.left: rail.right
        anchors.right: column.left
        anchors.top: parent.top
        anchors.bottom: bottom.top

        NewsStrip {
            id: news
            x: 16
            y: 16
            width: parent.width - 32
            sale: window.sale
            visible: sale.news.valid && !window.pinning
            onOpened: id => {
                if (window.till.purchases.byId(id).valid)
                    window.showPurchase(id);
                else
                    window.showTransaction(id);
            }
        }
        ConfirmStrip {
            id: strip
            x: 16
            y: news.visible ? news.y + news.height + 8 : 16
            width: parent.width - 32
            confirmations: window.confirmations
            visible: it.valid && !window.pinning && !window.confirming
        }
        Stage {
            id: stage
            objectName: "stage"
            anchors.fill: parent
            anchors.topMargin: strip.visible ? strip.y + strip.height + 8 : news.visible ? news.height + 24 : 0
            visible: window.page === "sell"
            focus: visible
            till: window.till
            onWantReceipt: (id, printing) => window.showReceipt(id, printing)
            onWantNote: sheets.show("qrc:/TapPay/Stage/NoteSheet.qml", {
                "sale": window.sale
            })
            onWantPage: page => window.go(page)
            onWantSheet: (sheet, properties) => window.openSheet(sheet, properties)
            onWantGiveUp: sheets.show("qrc:/TapPay/Stage/GiveUpSheet.qml", {
                "sale": window.sale
            })
        }
        Pages {
            id: pages
            anchors.fill: parent
            anchors.topMargin: stage.anchors.topMargin
            visible: window.page !== "sell"
            page: window.page
            till: window.till
            onWantReceipt: id => window.showReceipt(id, false)
            onWantUndo: id => window.confirmUndo(id)
            onWantTrace: id => window.showTrace(id)
            onWantDetail: id => window.showTransaction(id)
            onWantStage: window.go("sell")
            onWantPage: page => window.go(page)
            onWantSheet: (sheet, properties) => window.openSheet(sheet, properties)
            onWantRenewal: sheets.show("qrc:/TapPay/Security/RenewKeysSheet.qml", {
                "security": window.till.security
            })
        }
    }
    TodayColumn {
        id: column
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: bottom.top
        width: visible ? Math.round(348 * (1 + (Theme.scale - 1) * 0.4)) : 0
        visible: window.wide && window.page === "sell" && window.enrolPage === 0 && !window.buying
                 && window.preferences.sells && window.role.length > 0
        till: window.till
        onChosen: id => window.showTransaction(id)
    }
    Column {
        id: bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom

        SandboxStrip {
            width: parent.width
            visible: sandbox.available
            sandbox: window.till.sandbox
        }
        Footer {
            width: parent.width
            till: window.till
        }
    }
    SheetHost {
        id: sheets
        anchors.fill: parent
        onClosed: window.focusPage()

        Connections {
            target: sheets.sheet as CloseSheet
            ignoreUnknownSignals: true

            function onFinishInBackground() {
                window.finishing = true;
                window.close();
            }
        }
    }
}
