import QtQuick
import TapPay.Models
import TapPay.Style

// Why the last thing that was asked for did not happen, and what to do.
ProblemPanel {
    required property Sale sale

    happened: sale.happened
    remedy: sale.remedy
    onUnderstood: sale.dismissProblem()
}
