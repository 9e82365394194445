#pragma once

#include <QString>

namespace tappay::ui {

// Draws every state of the phone, in both languages and the themes, into this folder. False when a
// picture could not be written.
bool takePhonePictures(const QString& folder);

}  // namespace tappay::ui
