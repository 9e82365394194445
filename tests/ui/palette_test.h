#pragma once

#include <QObject>

namespace tappay::ui {

class PaletteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void marksAreVisible_data();
    void marksAreVisible();
};

}  // namespace tappay::ui
