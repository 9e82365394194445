#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QTemporaryDir>

namespace tappay::agent::test {

// A directory with everything tappayd's configuration names; the back end in it does not run.
class TappaydHome {
public:
    TappaydHome();

    [[nodiscard]] QString path(const QString& name) const { return m_directory.filePath(name); }
    // The `nth` JSON block of the documentation's chapter about tappayd.
    static QByteArray documented(int nth);
    void write(const QString& name, const QByteArray& contents) const;

private:
    QTemporaryDir m_directory;
};

}  // namespace tappay::agent::test
