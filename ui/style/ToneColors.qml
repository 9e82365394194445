import QtQuick
import TapPay.Style

// The two colours of a meaning: "ok", "no", "maybe", "action" or "plain".
QtObject {
    property string tone: "plain"
    readonly property color strong: tone === "ok" ? Theme.ok
                                  : tone === "no" ? Theme.no
                                  : tone === "maybe" ? Theme.maybe
                                  : tone === "action" ? Theme.accent : Theme.ink2
    readonly property color soft: tone === "ok" ? Theme.okSoft
                                : tone === "no" ? Theme.noSoft
                                : tone === "maybe" ? Theme.maybeSoft
                                : tone === "action" ? Theme.accentSoft : Theme.sunken
}
