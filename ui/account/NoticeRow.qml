import QtQuick
import TapPay.Models
import TapPay.Style

// One thing that happened to the account.
Item {
    id: row

    required property accountNotice notice
    property bool last: false

    function words(): string {
        switch (notice.what) {
        case "registered":
            return qsTr("Account begun");
        case "card_bound":
            return qsTr("Card %1 added").arg(notice.detail);
        case "card_unbound":
            return qsTr("Card %1 removed").arg(notice.detail);
        case "device_added":
            return qsTr("Computer %1 added").arg(notice.detail);
        case "device_removed":
            return qsTr("Computer %1 removed").arg(notice.detail);
        case "limits_changed":
            return notice.detail.length > 0 ? qsTr("Limits changed: %1").arg(notice.detail) : qsTr("Limits changed");
        case "payment":
            return qsTr("Payment: %1").arg(notice.detail);
        case "refund":
            return qsTr("Money back: %1").arg(notice.detail);
        case "refused_limit":
            return qsTr("Refused, above your limit: %1").arg(notice.detail);
        default:
            return notice.detail.length > 0 ? notice.detail : notice.what;
        }
    }

    width: parent ? parent.width : 0
    implicitHeight: Math.max(text.implicitHeight, time.implicitHeight) + 22
    Accessible.role: Accessible.ListItem
    Accessible.name: text.text + ", " + time.text

    When {
        id: when
    }
    Words {
        id: text
        y: 11
        width: parent.width - time.width - 16
        text: row.words()
        Accessible.ignored: true
    }
    Words {
        id: time
        anchors.right: parent.right
        anchors.baseline: text.baseline
        text: when.moment(row.notice.at)
        size: 13
        color: Theme.ink3
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !row.last
        color: Theme.line
    }
}
