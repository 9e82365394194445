import QtQuick
import TapPay.Models

// The keys that open the pages, wherever one is.
Item {
    id: keys

    required property Preferences preferences
    // Nothing keeps the window where it is.
    property bool free: true

    signal wanted(page: string)

    Shortcut {
        sequence: "F1"
        enabled: keys.free
        onActivated: keys.wanted("help")
    }
    Shortcut {
        sequence: "F2"
        enabled: keys.free && keys.preferences.sells
        onActivated: keys.wanted("sell")
    }
    Shortcut {
        sequence: "Ctrl+1"
        enabled: keys.free && keys.preferences.buys
        onActivated: keys.wanted("cards")
    }
    Shortcut {
        sequence: "Ctrl+2"
        enabled: keys.free && keys.preferences.buys
        onActivated: keys.wanted("payments")
    }
    Shortcut {
        sequence: "Ctrl+3"
        enabled: keys.free && keys.preferences.buys
        onActivated: keys.wanted("account")
    }
    Shortcut {
        sequence: "Ctrl+4"
        enabled: keys.free && keys.preferences.role.length > 0
        onActivated: keys.wanted("phone")
    }
    Shortcut {
        sequence: "F7"
        enabled: keys.free && keys.preferences.sells
        onActivated: keys.wanted("today")
    }
    Shortcut {
        sequence: "F11"
        enabled: keys.free
        onActivated: keys.wanted("settings")
    }
    Shortcut {
        sequence: "F12"
        enabled: keys.free
        onActivated: keys.wanted("security")
    }
}
