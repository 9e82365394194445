import QtQuick
import TapPay.Models
import TapPay.Style

// Another name for a phone.
Sheet {
    id: sheet

    required property Phones phones
    required property string phone
    required property string name
    readonly property string wanted: field.text.trim()

    function save() {
        if (wanted.length === 0)
            return;
        if (wanted !== name)
            phones.rename(phone, wanted);
        close();
    }

    title: qsTr("Rename %1").arg(name)
    onConfirmed: save()
    onOpened: {
        field.text = name;
        field.forceActiveFocus();
    }

    Field {
        id: field
        width: parent ? parent.width : 400
        maximumLength: 40
        label: qsTr("Name of the phone")
        onAccepted: sheet.save()
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            primary: true
            compact: true
            enabled: sheet.wanted.length > 0
            text: qsTr("Save")
            key: qsTr("Enter")
            onClicked: sheet.save()
        }
        ActionButton {
            compact: true
            text: qsTr("Back")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
    }
}
