pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import TapPay.Models
import TapPay.Phone
import TapPay.Style

// The phone's window: a screen for what goes on, else pages.
T.ApplicationWindow {
    id: window

    required property Phone phone
    required property Preferences preferences
    readonly property int shown: phone.screen
    readonly property bool seen: visible && visibility !== Window.Minimized && visibility !== Window.Hidden
    property string page: "home"
    property bool adding: false
    // The person has chosen to confirm and gives device and PIN.
    property bool asking: false
    readonly property bool pinning: asking && (shown === Phone.Request || shown === Phone.Trouble)
    readonly property string view: pinning ? "PinStep"
        : adding && (shown === Phone.Home || shown === Phone.Request) ? "AddDeviceScreen" : screenOf(shown)
    readonly property PhonePage current: loader.item as PhonePage
    // What an Enter is about.
    readonly property string paying: phone.current.id

    function screenOf(screen: int): string {
        switch (screen) {
        case Phone.Unpaired:
        case Phone.Sending:
            return "PairScreen";
        case Phone.Comparing:
            return "CompareScreen";
        case Phone.Home:
            return pageOf(page);
        case Phone.Request:
            return "RequestScreen";
        case Phone.Trouble:
            return "DeviceTroubleScreen";
        case Phone.Result:
            return "OutcomeScreen";
        default:
            return "DeviceScreen";
        }
    }

    function pageOf(name: string): string {
        return name === "history" ? "HistoryPage" : name === "devices" ? "DevicesPage"
             : name === "settings" ? "PhoneSettings" : "HomePage";
    }

    function show() {
        loader.setSource(Qt.resolvedUrl(view + ".qml"), {
            "phone": phone,
            "preferences": preferences
        });
    }

    function look() {
        if (seen && paying.length > 0)
            phone.look();
    }

    // The guarded Enter: what has the keyboard. Of itself it puts a result away and ends a PIN,
    // and never decides about a payment.
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
        else if (current)
            current.entered();
    }

    width: 390
    height: 780
    minimumWidth: 320
    minimumHeight: 480
    visible: true
    title: qsTr("Tap & Pay on the phone")
    color: Theme.bg

    onSeenChanged: look()
    onPayingChanged: {
        asking = adding = false;
        wrong.close();
        guard.screenChanged();
        look();
    }
    onShownChanged: {
        guard.screenChanged();
        wrong.close();
        // A wrong PIN is asked for once more.
        asking = shown === Phone.Request && phone.wrongPin;
        if (shown !== Phone.Home && shown !== Phone.Request)
            adding = false;
        if (shown === Phone.Unpaired)
            page = "home";
    }
    onPinningChanged: guard.screenChanged()
    onViewChanged: show()
    Component.onCompleted: {
        show();
        look();
    }

    Binding {
        target: Theme
        property: "mode"
        value: window.preferences.theme
    }
    Binding {
        target: Theme
        property: "scale"
        value: window.preferences.textPercent / 100
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: window.preferences.reducedMotion
    }
    KeyGuard {
        id: guard
        window: window
        onConfirmed: window.confirm()
    }
    Shortcut {
        sequences: ["Esc", "Back"]
        enabled: window.pinning || window.adding
        onActivated: {
            window.asking = false;
            window.adding = false;
        }
    }

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: tabs.visible ? tabs.height : 0
        color: Theme.surface

        Loader {
            id: loader
            anchors.fill: parent
            focus: true
        }
    }
    PhoneTabs {
        id: tabs
        width: parent.width
        anchors.bottom: parent.bottom
        visible: window.shown === Phone.Home && !window.adding
        page: window.page
        onChosen: page => window.page = page
    }
    WrongSheet {
        id: wrong
        parent: T.Overlay.overlay
        phone: window.phone
    }
    LeaveSheet {
        id: leaving
        parent: T.Overlay.overlay
        phone: window.phone
    }

    Connections {
        target: window.current

        function onConfirmed() {
            window.asking = true;
        }
        function onAgain() {
            window.asking = true;
        }
        function onClosed() {
            window.asking = false;
            window.adding = false;
        }
        function onWantTrouble() {
            wrong.open();
        }
        function onWantDevices() {
            window.adding = true;
        }
        function onWantAdding() {
            window.adding = true;
        }
        function onWantLeave() {
            leaving.open();
        }
    }
}
