#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include "agent/methods.h"

namespace tappay::agent {

// Management commands that pages bring, one at a time: answered when what they ask for has ended,
// or after a while that it goes on.
class ManagementDesk : public QObject {
    Q_OBJECT

public:
    // `security` may be null: everything is refused then.
    explicit ManagementDesk(terminal::Security* security);

    void run(const std::string& command, Respond respond);
    // The security status is another one.
    void changed();

private:
    void answer(Result<QJsonObject> answer);
    [[nodiscard]] QJsonObject result(const char* state) const;

    terminal::Security* m_security;
    protocol::ManagementTask m_task{};
    Respond m_respond;  // empty: nothing is under way
    QTimer m_patience;
};

// The method of docs/api.md, "Management commands".
void runManagement(const Call& call);

}  // namespace tappay::agent
