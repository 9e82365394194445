#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "models/cardholder.h"
#include "models/confirmations.h"
#include "models/enrolment.h"
#include "models/phones.h"
#include "models/preferences.h"
#include "models/receipt_model.h"
#include "models/sale.h"
#include "models/sale_tones.h"
#include "models/sandbox_cards.h"
#include "models/security.h"
#include "models/session.h"
#include "models/sounds.h"
#include "models/trace_model.h"
#include "models/transactions_model.h"

namespace tappay::ui {

// The view-models of one window and how they hang together; no logic of its own.
class Till : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(tappay::ui::Session* session READ session CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::Sale* sale READ sale CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::TransactionsModel* today READ today CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::TransactionsModel* purchases READ purchases CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::ReceiptModel* receipt READ receipt CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::TraceModel* trace READ trace CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::Preferences* preferences READ preferences CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::Sounds* sounds READ sounds CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::Security* security READ security CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::Enrolment* enrolment READ enrolment CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::Cardholder* cardholder READ cardholder CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::Phones* phones READ phones CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::Confirmations* confirmations READ confirmations CONSTANT FINAL)
    Q_PROPERTY(tappay::ui::SandboxCards* sandbox READ sandbox CONSTANT FINAL)

public:
    Till(const QString& socketPath, const QString& sandboxDirectory)
        : m_session(socketPath),
          m_sale(m_session),
          m_today(m_session, TransactionsModel::Kind::Takings),
          m_purchases(m_session, TransactionsModel::Kind::Purchases),
          m_receipt(m_session),
          m_sounds(m_preferences),
          m_tones(m_sale, m_sounds),
          m_trace(m_session),
          m_security(m_session),
          m_enrolment(m_session, m_security),
          m_cardholder(m_session),
          m_phones(m_session, m_preferences),
          m_confirmations(m_session),
          m_sandbox(sandboxDirectory) {
        connect(&m_confirmations, &Confirmations::orderPaid, &m_sale, &Sale::paidOtherwise);
        connect(&m_confirmations, &Confirmations::ended, &m_sounds,
                [this](bool paid) { paid ? m_sounds.success() : m_sounds.alert(); });
    }

    [[nodiscard]] Session* session() { return &m_session; }
    [[nodiscard]] Sale* sale() { return &m_sale; }
    [[nodiscard]] TransactionsModel* today() { return &m_today; }
    [[nodiscard]] TransactionsModel* purchases() { return &m_purchases; }
    [[nodiscard]] ReceiptModel* receipt() { return &m_receipt; }
    [[nodiscard]] TraceModel* trace() { return &m_trace; }
    [[nodiscard]] Preferences* preferences() { return &m_preferences; }
    [[nodiscard]] Sounds* sounds() { return &m_sounds; }
    [[nodiscard]] Security* security() { return &m_security; }
    [[nodiscard]] Enrolment* enrolment() { return &m_enrolment; }
    [[nodiscard]] Cardholder* cardholder() { return &m_cardholder; }
    [[nodiscard]] Phones* phones() { return &m_phones; }
    [[nodiscard]] Confirmations* confirmations() { return &m_confirmations; }
    [[nodiscard]] SandboxCards* sandbox() { return &m_sandbox; }

private:
    Preferences m_preferences;
    Session m_session;
    Sale m_sale;
    TransactionsModel m_today, m_purchases;
    ReceiptModel m_receipt;
    Sounds m_sounds;
    SaleTones m_tones;
    TraceModel m_trace;
    Security m_security;
    Enrolment m_enrolment;
    Cardholder m_cardholder;
    Phones m_phones;
    Confirmations m_confirmations;
    SandboxCards m_sandbox;
};

}  // namespace tappay::ui
