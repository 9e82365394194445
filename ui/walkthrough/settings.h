#pragma once

#include <QSettings>
#include <QTemporaryDir>

#include "models/preferences.h"

namespace tappay::ui {

// As long as it lives a window has settings of its own: the person's stay as they are.
class WalkSettings {
public:
    explicit WalkSettings(const char* role) {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        Preferences().setRole(QLatin1String(role));
    }

private:
    QTemporaryDir m_folder;
};

}  // namespace tappay::ui
