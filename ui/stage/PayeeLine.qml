import QtQuick
import TapPay.Models
import TapPay.Style

// Who is paid, above the amount of a web order: the shop, and its verified address where there is one.
Words {
    required property transaction payment

    width: parent ? parent.width : implicitWidth
    visible: payment.purchase
    text: payment.order.address.length > 0 ? qsTr("To %1 · %2").arg(payment.order.shop).arg(payment.order.address)
                                           : qsTr("To %1").arg(payment.order.shop)
    size: 15
    color: Theme.ink2
    horizontalAlignment: Text.AlignHCenter
    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
}
