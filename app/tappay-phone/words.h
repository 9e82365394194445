#pragma once

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>
#include <functional>
#include <optional>

#include "companion/companion.h"

namespace tappay::phone {

// The phone by words, a line each on standard input; what it shows is printed as a line of JSON
// after each change:
//   pair TEXT [NAME...]                  device add reader|bluetooth [PIN] [NAME...]
//   device forget ID                     device same|other
//   confirm [PIN] [DEVICE]               refuse [REASON]       report
//   again [PIN]       give-up            stop                  next
//   list              leave              forget                picture FILE
//   quit
// A word that can't be followed now waits for nothing: it is answered by {"mistake":"..."}.
class Words : public QObject {
    Q_OBJECT

public:
    // `picture` draws the window; empty without one.
    Words(companion::Companion& companion, bool alone,
          std::function<bool(const QString&)> picture = {});
    void begin();
    // Prints what is shown when that has changed.
    void print();

Q_SIGNALS:
    void ended();

private:
    void read();
    void follow(std::string_view line);
    void mistake(const char* what) const;

    void pair(std::string_view rest);
    void device(std::string_view rest);
    void addDevice(std::string_view rest);
    void addFound();
    void confirm(std::string_view rest);
    void refuse(std::string_view rest);
    template <typename Intent>
    void current(Intent intent);

    struct Adding {
        confirm::DeviceWay way;
        std::string name;
        SecretBytes pin;
    };

    companion::Companion& m_companion;
    const bool m_alone;
    std::function<bool(const QString&)> m_picture;
    QSocketNotifier m_input;
    std::string m_waiting;  // an unfinished line
    QByteArray m_printed;
    std::optional<Adding> m_adding;  // a device to add once it was found
};

}  // namespace tappay::phone
