#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "models/security.h"
#include "models/test_tap.h"

namespace tappay::ui {

// The way from a machine to a terminal, page by page. Where it starts, also after a restart,
// follows from what the application says of the terminal alone.
class Enrolment : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(bool open READ open NOTIFY changed FINAL)
    Q_PROPERTY(Page page READ page NOTIFY changed FINAL)
    Q_PROPERTY(QString code READ code WRITE setCode NOTIFY codeChanged FINAL)
    Q_PROPERTY(bool codeComplete READ codeComplete NOTIFY codeChanged FINAL)
    Q_PROPERTY(bool anew READ anew NOTIFY changed FINAL)
    Q_PROPERTY(int done READ done NOTIFY changed FINAL)
    Q_PROPERTY(bool failed READ failed NOTIFY changed FINAL)
    Q_PROPERTY(bool backToCode READ backToCode NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::TestTap* tap READ tap CONSTANT FINAL)

public:
    enum Page { Chip, Code, Progress, Tap, Ready };
    Q_ENUM(Page)

    static constexpr qsizetype kCodeLength = 12;

    Enrolment(Session& session, Security& security, QObject* parent = nullptr);

    // From the chip to the code, from the tap on, from the end to the till.
    Q_INVOKABLE void next();
    // From the code to the chip, from a failure to the code; leaves a new enrolment that was not
    // begun.
    Q_INVOKABLE void back();
    Q_INVOKABLE void submit();
    // A terminal the back end takes nothing from any more: with another code.
    Q_INVOKABLE void startAnew();

    [[nodiscard]] bool open() const { return m_open; }
    [[nodiscard]] Page page() const { return m_page; }
    // In groups of four, as far as it was typed: small letters, and the letters that codes have
    // not because they look like digits, are taken for what they mean; others are dropped.
    [[nodiscard]] QString code() const { return m_code; }
    void setCode(const QString& typed);
    [[nodiscard]] bool codeComplete() const;
    [[nodiscard]] bool anew() const { return m_anew; }
    // How many of the four steps are done; the one behind them goes on or has failed.
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] bool failed() const;
    // What stands still can only go on with a code.
    [[nodiscard]] bool backToCode() const;
    [[nodiscard]] TestTap* tap() { return &m_tap; }

Q_SIGNALS:
    void changed();
    void codeChanged();

private:
    void follow();
    void begin();
    void close();
    void show(Page page);

    Session& m_session;
    Security& m_security;
    TestTap m_tap;
    bool m_open = false;
    bool m_anew = false;
    bool m_own = false;  // begun in this window: it goes on to the test tap
    Page m_page = Chip;
    QString m_code;
    int m_done = 0;
};

}  // namespace tappay::ui
