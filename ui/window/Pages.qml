import QtQuick
import TapPay.Models
import TapPay.Today

// The pages beside the stage, loaded when they are first opened.
FocusScope {
    id: pages

    required property Till till
    required property string page
    // The payment the page of today or of its trace opens with.
    property string picked

    signal wantReceipt(id: string)
    signal wantUndo(id: string)
    signal wantStage
    signal wantRenewal
    signal wantTrace(id: string)
    signal wantSheet(sheet: string, properties: var)
    signal wantPage(page: string)
    // Back from the trace to the payment it belongs to.
    signal wantDetail(id: string)

    onPageChanged: show()

    function show() {
        if (page === "today")
            loader.setSource("qrc:/TapPay/Today/TodayPage.qml", {
                "till": till,
                "picked": picked
            });
        else if (page === "trace")
            loader.setSource("qrc:/TapPay/Today/TracePage.qml", {
                "till": till,
                "transactionId": picked
            });
        else if (page === "security")
            loader.setSource("qrc:/TapPay/Security/SecurityPage.qml", {
                "till": till
            });
        else if (page === "cards")
            loader.setSource("qrc:/TapPay/Account/CardsPage.qml", {
                "till": till
            });
        else if (page === "payments")
            loader.setSource("qrc:/TapPay/Account/PaymentsPage.qml", {
                "till": till,
                "picked": picked
            });
        else if (page === "account")
            loader.setSource("qrc:/TapPay/Account/AccountPage.qml", {
                "till": till
            });
        else if (page === "phone")
            loader.setSource("qrc:/TapPay/Phones/PhonePage.qml", {
                "till": till
            });
        else if (page === "settings")
            loader.setSource("qrc:/TapPay/Window/SettingsPage.qml", {
                "till": till
            });
        else
            loader.setSource("");
        picked = "";
    }

    Loader {
        id: loader
        anchors.fill: parent
        focus: true
    }
    Connections {
        target: loader.item
        ignoreUnknownSignals: true

        function onWantReceipt(id: string) {
            pages.wantReceipt(id);
        }
        function onWantUndo(id: string) {
            pages.wantUndo(id);
        }
        function onWantTrace(id: string) {
            pages.wantTrace(id);
        }
        function onWantDetail(id: string) {
            pages.wantDetail(id);
        }
        function onWantSheet(sheet: string, properties: var) {
            pages.wantSheet(sheet, properties);
        }
        function onWantPage(page: string) {
            pages.wantPage(page);
        }
        function onWantRenewal() {
            pages.wantRenewal();
        }
        function onWantStage() {
            pages.wantStage();
        }
        function onEscaped() {
            pages.wantStage();
        }
    }
}
