#pragma once

#include <QJsonObject>

// Snapshots of the terminal's chip, keys and standing as the local API sends them, made up for
// pictures and tests.
namespace tappay::ui::recorded {

// A terminal at work: "tpm" with production parameters, or "virtual" and "software" for trials.
QJsonObject security(const char* form = "virtual");
// A machine that is no terminal yet.
QJsonObject machine(const char* form = "virtual");
// On the way from one to the other: what comes before that step is there. "idle": nothing goes on.
QJsonObject enrolling(const char* step, int done);
// Stopped by a failure; tried again by itself in so many seconds, -1: it is not.
QJsonObject stopped(QJsonObject security, const char* failure, int nextTry = -1);
// The chip can't be used.
QJsonObject withoutChip(QJsonObject security);
// Another grade of one protection.
QJsonObject graded(QJsonObject security, const char* protection, const char* grade);

QJsonObject statusOfMachine();
QJsonObject withStanding(QJsonObject status, const char* failure);
// What card.read answers.
QJsonObject cardFacts();

}  // namespace tappay::ui::recorded
