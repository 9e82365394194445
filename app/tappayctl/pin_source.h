#pragma once

#include <termios.h>

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>
#include <optional>

namespace tappay::ctl {

// Where the keys of the PIN come from: the terminal, without echo, or lines on standard input. Each
// key goes out as it is read, one octet at a time; none is kept.
class PinSource : public QObject {
    Q_OBJECT

public:
    enum class Kind : std::uint8_t { None, Terminal, Lines };

    explicit PinSource(Kind kind);
    ~PinSource() override;

    [[nodiscard]] Kind kind() const { return m_kind; }
    // Lines: until the end of one. Terminal: until silence().
    void listen();
    void silence();

Q_SIGNALS:
    void key(const QString& name);  // as pin.key takes it
    void abandoned();               // Escape, or no line is left

private:
    void readOne();
    void onOctet(char octet);

    const Kind m_kind;
    bool m_anyInLine = false;
    std::optional<termios> m_before;
    QSocketNotifier m_input;
};

}  // namespace tappay::ctl
