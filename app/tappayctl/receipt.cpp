#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>

#include "commands.h"
#include "print.h"

namespace tappay::ctl {

namespace {

constexpr std::chrono::seconds kDrawing{30};

// Fonts and pages are the window program's business: it draws the same lines without a screen.
void writePdf(Session& session, const QString& id, const QString& copy, const QString& file) {
    auto* const window = new QProcess(&session);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("TAPPAY_SOCKET"), session.socket());
    window->setProcessEnvironment(environment);
    window->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const auto failed = [&session](const QString& detail) {
        session.fail({agent::Problem::Cause::Refused, QStringLiteral("internal"),
                      QStringLiteral("The PDF could not be written."),
                      QStringLiteral("Check the file's place and that tappay is installed."),
                      detail});
    };
    QObject::connect(window, &QProcess::errorOccurred, &session,
                     [window, failed] { failed(window->errorString()); });
    QObject::connect(
        window, &QProcess::finished, &session,
        [&session, failed, id, copy, file](int status, QProcess::ExitStatus how) {
            if (how != QProcess::NormalExit || status != 0 || !QFileInfo(file).isFile())
                return failed(QStringLiteral("tappay ended with status %1").arg(status));
            session.finish({{"transactionId", id}, {"copy", copy}, {"pdf", file}},
                           QStringLiteral("Written to %1\n").arg(file));
        });
    QTimer::singleShot(kDrawing, window, &QProcess::kill);
    window->start(QCoreApplication::applicationDirPath() + QStringLiteral("/tappay"),
                  {QStringLiteral("--receipt"), id, QStringLiteral("--copy"), copy,
                   QStringLiteral("--pdf"), file});
}

}  // namespace

void receipt(Session& session) {
    const auto id = onlyArgument(session, QStringLiteral("the id of a payment"));
    if (!id) return;
    const QString copy = session.value(QStringLiteral("copy"));
    const QString file = session.value(QStringLiteral("pdf"));
    // Asked for in both cases: a wrong id is reported the same way.
    session.ask(QStringLiteral("receipt.get"), {{"id", *id}, {"copy", copy}},
                [&session, id = *id, copy, file](const QJsonObject& result) {
                    if (file.isEmpty()) return session.finish(result, receiptText(result));
                    session.client().close();
                    writePdf(session, id, copy, file);
                });
}

}  // namespace tappay::ctl
