#pragma once

#include <QJsonObject>
#include <QString>

#include "simulator/network/bank.h"
#include "simulator/network/ledger.h"

namespace tappay::simulator::network {

// What the issuer's books add up to: debits, reversals, refunds and net per account and per
// terminal, and each entry. A reversed debit is in both columns. Amounts are decimal strings.
//
// {"accounts":[{"pan","currency","debits","reversals","refunds","net"}],
//  "terminals":[{"terminalId","currency","debits","reversals","refunds","net"}],
//  "entries":[{"terminalId","merchantId","batch","stan","pan","amount","currency","responseCode",
//              "authCode","reference","time","state","reversalReason","refundOf"}]}
QJsonObject totalsOf(const Ledger& ledger);

// The same as lines for people.
QString totalsText(const QJsonObject& totals);

}  // namespace tappay::simulator::network
