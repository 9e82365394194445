#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

// Payments of web orders as the local API sends them, made up for pictures and tests.
namespace tappay::ui::recorded {

// Of three articles, asked for by https://tea.example.
QJsonObject purchase(const char* state, const char* stage, int lights);
// The same that came by a link.
QJsonObject byLink(QJsonObject purchase);
// As long as an order can be: 50 articles, names of 100 characters.
QJsonObject longOrder(QJsonObject purchase);
// What was paid before, newest first.
QJsonArray purchases();
// It can be paid for so many seconds.
QJsonObject withTimeLeft(QJsonObject purchase, int seconds);

}  // namespace tappay::ui::recorded
