#include "models/enrolment.h"

namespace tappay::ui {

namespace {

constexpr qsizetype kGroup = 4;

bool isChipFailure(const QString& code) {
    return code.startsWith(QLatin1String("chip."));
}

// The symbol of a code that is meant, or nothing. Codes have no I, L, O and U.
QChar symbolOf(QChar typed) {
    const QChar c = typed.toUpper();
    if (c == QLatin1Char('O')) return QLatin1Char('0');
    if (c == QLatin1Char('I') || c == QLatin1Char('L')) return QLatin1Char('1');
    const bool symbol = (c >= QLatin1Char('0') && c <= QLatin1Char('9')) ||
                        (c >= QLatin1Char('A') && c <= QLatin1Char('Z') && c != QLatin1Char('U'));
    return symbol ? c : QChar();
}

}  // namespace

Enrolment::Enrolment(Session& session, Security& security, QObject* parent)
    : QObject(parent), m_session(session), m_security(security), m_tap(session) {
    connect(&security, &Security::changed, this, &Enrolment::follow);
    connect(&session, &Session::statusChanged, this, &Enrolment::follow);
    connect(&security, &Security::enrolBegun, this, [this] {
        m_own = true;
        m_done = 0;
        show(Progress);
        follow();
    });
}

void Enrolment::next() {
    if (m_page == Chip) return show(Code);
    if (m_page == Tap) {
        m_tap.end();
        return show(Ready);
    }
    if (m_page == Ready) close();
}

void Enrolment::back() {
    m_security.dismissProblem();
    if (m_page == Code && m_anew) return close();
    if (m_page == Code) return show(Chip);
    if (m_page != Progress || !backToCode()) return;
    m_anew = m_security.facts().enrolled;
    show(Code);
}

void Enrolment::submit() {
    if (m_page == Code && codeComplete()) m_security.enrol(m_code);
}

void Enrolment::startAnew() {
    m_anew = m_open = true;
    m_own = false;
    m_code.clear();
    Q_EMIT codeChanged();
    show(Code);
}

void Enrolment::setCode(const QString& typed) {
    QString code;
    qsizetype symbols = 0;
    for (const QChar c : typed) {
        const QChar symbol = symbolOf(c);
        if (symbol.isNull() || symbols == kCodeLength) continue;
        if (symbols > 0 && symbols % kGroup == 0) code += QLatin1Char('-');
        code += symbol;
        ++symbols;
    }
    if (code != m_code) m_security.dismissProblem();
    m_code = code;
    Q_EMIT codeChanged();
}

bool Enrolment::codeComplete() const {
    return m_code.size() == kCodeLength + kCodeLength / kGroup - 1;
}

bool Enrolment::failed() const {
    const SecurityFacts& facts = m_security.facts();
    return !facts.busy() && !facts.happened.isEmpty() && m_done < SecurityFacts::kSteps;
}

bool Enrolment::backToCode() const {
    const SecurityFacts& facts = m_security.facts();
    return !facts.busy() && (m_done == 0 || (failed() && Status::isLost(facts.failureCode)));
}

// The first word of the application about a terminal that can't work yet opens it.
void Enrolment::begin() {
    const SecurityFacts& facts = m_security.facts();
    m_open = true;
    m_anew = m_own = false;
    m_done = facts.firstMissing();
    if (facts.busy() || facts.enrolled)
        m_page = Progress;
    else
        m_page = facts.happened.isEmpty() || isChipFailure(facts.failureCode) ? Chip : Code;
}

void Enrolment::follow() {
    const SecurityFacts& facts = m_security.facts();
    if (!m_session.connected() || !facts.known) return;
    // A terminal that is only not signed on is at work: that is the till's business.
    const bool unfinished = !facts.enrolled || !facts.hasMasterKey || !facts.hasParameters;
    if (!m_open && unfinished) begin();
    if (!m_open) return;
    if (facts.busy()) {
        m_done = facts.stepNumber();
        if (m_page == Chip || m_page == Code) m_page = Progress;  // somebody else gave the code
    } else if (m_page == Progress) {
        // After a failure a terminal that is enrolled anew may still show what it had before.
        const int missing = facts.firstMissing();
        if (missing < SecurityFacts::kSteps || facts.happened.isEmpty()) m_done = missing;
    }
    if (m_page == Progress && m_done > 0 && !m_code.isEmpty()) {
        m_code.clear();  // used up
        Q_EMIT codeChanged();
    }
    if (m_page == Progress && m_done == SecurityFacts::kSteps) {
        if (!m_own) return close();
        m_page = Tap;
        m_tap.start();
    }
    Q_EMIT changed();
}

void Enrolment::close() {
    m_open = m_anew = m_own = false;
    m_page = Chip;
    m_code.clear();
    Q_EMIT codeChanged();
    Q_EMIT changed();
}

void Enrolment::show(Page page) {
    m_page = page;
    Q_EMIT changed();
}

}  // namespace tappay::ui
