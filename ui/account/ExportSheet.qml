import QtQuick
import TapPay.Models
import TapPay.Style

// Everything that is kept about the person, into a file of their choice.
Sheet {
    id: sheet

    required property Cardholder account
    readonly property int outcome: account.exported
    readonly property bool done: outcome === Cardholder.Exported

    function save() {
        if (done)
            close();
        else
            account.exportTo(field.text);
    }

    title: qsTr("Save my data")
    room: 560
    onConfirmed: save()
    onOpened: {
        account.dismissProblem();
        field.text = account.exportFile();
        field.forceActiveFocus();
    }

    Words {
        width: parent ? parent.width : 400
        text: qsTr("Everything the payment service keeps about you, as a JSON file: account, cards (numbers masked), computers, limits, notices and payments. Only you can read the file.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Field {
        id: field
        width: parent ? parent.width : 400
        label: qsTr("File")
        onEdited: sheet.account.dismissProblem()
        onAccepted: sheet.save()
    }
    Words {
        width: parent ? parent.width : 400
        visible: text.length > 0
        text: sheet.done ? qsTr("Saved.")
            : sheet.outcome === Cardholder.FileExists ? qsTr("There is a file of this name already. Choose another name.")
            : sheet.outcome === Cardholder.FileFailed ? qsTr("The file could not be written. Choose another place.")
            : sheet.outcome === Cardholder.ExportRefused
              ? qsTr("%1 %2").arg(qsTranslate("Failure", sheet.account.happened)).arg(qsTranslate("Failure", sheet.account.remedy))
            : sheet.outcome === Cardholder.Exporting ? qsTr("Asking for the data…") : ""
        size: 14
        color: sheet.done ? Theme.ok : sheet.outcome === Cardholder.Exporting ? Theme.ink2 : Theme.no
        font.weight: Font.DemiBold
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            primary: true
            compact: true
            enabled: sheet.outcome !== Cardholder.Exporting
            text: sheet.done ? qsTr("Close") : qsTr("Save")
            key: qsTr("Enter")
            onClicked: sheet.save()
        }
        ActionButton {
            compact: true
            visible: !sheet.done
            text: qsTr("Back")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
    }
}
