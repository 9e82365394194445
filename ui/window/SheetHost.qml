import QtQuick
import TapPay.Style

// Holds the one sheet that may lie over the window; it is loaded when it is asked for.
Item {
    id: host

    readonly property Sheet sheet: loader.item as Sheet
    readonly property bool busy: sheet !== null

    signal closed

    function show(url: url, properties: var) {
        properties.parent = host;
        properties.visible = true;
        loader.setSource(url, properties);
    }

    Loader {
        id: loader
    }
    Connections {
        target: host.sheet

        function onClosed() {
            loader.setSource("");
            host.closed();
        }
    }
}
