#pragma once

#include <QString>

// How amounts are written on the screen; the values stay decimal strings as the API gives them.
namespace tappay::ui {

// "CNY" -> "¥"; the code itself and a space where no sign is customary.
QString currencySign(const QString& currency);

// "622848*********8901" -> "622848 •••• 8901"; empty of what is no card number.
QString shortPan(const QString& pan);

// "1234.50" -> "1,234.50".
QString grouped(const QString& amount);

}  // namespace tappay::ui
