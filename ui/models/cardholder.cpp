#include "models/cardholder.h"

#include <QDate>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>
#include <utility>

namespace tappay::ui {

Cardholder::Cardholder(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_look(session) {
    connect(&session, &Session::cardholderChanged, this,
            [this](const QJsonObject& json) { take(CardholderFacts::fromJson(json)); });
    connect(&session, &Session::statusChanged, this, [this] {
        const Status& status = m_session.status();
        for (AmountEntry* entry : {&m_paymentLimit, &m_dayLimit})
            if (!status.currency.isEmpty())
                entry->setCurrency(status.currency, status.currencyExponent);
        if (!m_session.connected() && m_facts.known) take({});
    });
}

void Cardholder::refresh() {
    ask(QStringLiteral("cardholder.refresh"));
}

void Cardholder::addCard() {
    m_look.end();
    m_added = false;
    ask(QStringLiteral("cardholder.addCard"));
}

void Cardholder::tryAgain() {
    if (m_addFailed)
        addCard();
    else
        refresh();
}

void Cardholder::cancel() {
    ask(QStringLiteral("cardholder.cancel"));
}

void Cardholder::unbind(const QString& card) {
    ask(QStringLiteral("cardholder.unbind"), {{QStringLiteral("card"), card}});
}

void Cardholder::removeDevice(const QString& device) {
    ask(QStringLiteral("cardholder.removeDevice"), {{QStringLiteral("device"), device}});
}

void Cardholder::editLimits() {
    m_paymentLimit.setDecimal(m_facts.payment);
    m_dayLimit.setDecimal(m_facts.day);
}

void Cardholder::saveLimits() {
    QJsonObject limits;
    if (!m_paymentLimit.empty()) limits.insert(QStringLiteral("payment"), m_paymentLimit.decimal());
    if (!m_dayLimit.empty()) limits.insert(QStringLiteral("day"), m_dayLimit.decimal());
    ask(QStringLiteral("cardholder.limits"), limits);
}

void Cardholder::deleteData() {
    ask(QStringLiteral("cardholder.delete"));
}

QString Cardholder::exportFile() const {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    return QDir::toNativeSeparators(folder.filePath(
        QStringLiteral("tap-and-pay-%1.json").arg(QDate::currentDate().toString(Qt::ISODate))));
}

void Cardholder::exportTo(const QString& file) {
    if (m_export == Exporting || file.trimmed().isEmpty()) return;
    const QString path = QDir::fromNativeSeparators(file.trimmed());
    if (QFileInfo::exists(path)) return setExport(FileExists);
    setExport(Exporting);
    m_session.call(
        QStringLiteral("cardholder.export"), {}, [this, path](const agent::Reply& reply) {
            if (reply.ok())
                return setExport(write(reply.result.value(QLatin1String("data")).toObject(), path));
            m_happened = reply.problem->happened;
            m_remedy = reply.problem->remedy;
            Q_EMIT changed();
            setExport(ExportRefused);
        });
}

// For its owner alone: it says where a person pays.
Cardholder::Export Cardholder::write(const QJsonObject& data, const QString& path) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return FileFailed;
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(data).toJson(QJsonDocument::Indented));
    return file.commit() ? Exported : FileFailed;
}

void Cardholder::dismissProblem() {
    m_happened.clear();
    m_remedy.clear();
    Q_EMIT changed();
    if (m_export != Exporting) setExport(NotExported);
}

void Cardholder::dismissAdded() {
    m_added = false;
    Q_EMIT changed();
}

void Cardholder::take(const CardholderFacts& facts) {
    const CardholderFacts before = std::exchange(m_facts, facts);
    if (before.adding() && !facts.busy() && facts.known) {
        m_added = facts.happened.isEmpty() && facts.cards.size() > before.cards.size();
        m_addFailed = !facts.happened.isEmpty();
    }
    Q_EMIT changed();
}

void Cardholder::ask(const QString& method, const QJsonObject& params) {
    if (m_asking) return;
    m_asking = true;
    m_addFailed = false;
    dismissProblem();
    m_session.call(method, params, [this](const agent::Reply& reply) {
        m_asking = false;
        if (reply.ok()) return take(CardholderFacts::fromJson(reply.result));
        m_happened = reply.problem->happened;
        m_remedy = reply.problem->remedy;
        Q_EMIT changed();
    });
}

void Cardholder::setExport(Export state) {
    if (std::exchange(m_export, state) != state) Q_EMIT exportChanged();
}

}  // namespace tappay::ui
