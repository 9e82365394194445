#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace tappay::ui {

// One data element of an answer, and where it stands in its octets.
struct TlvRow {
    int depth = 0;
    QString tag, name, value, text;
    int length = 0;
    int offset = -1;  // of its tag; -1: not found in the octets
    int octets = 0;   // with tag and length
};

// One step of a trace: a command with its answer, a decision of the kernel, or what else happened
// (a card came, a person did something, the bank answered, the end). Octets are hex as
// the API gives them, masked where the card number was.
struct TraceStep {
    static TraceStep fromJson(const QJsonObject& object);

    [[nodiscard]] QString asText() const;

    [[nodiscard]] bool exchange() const { return kind == QLatin1String("exchange"); }
    [[nodiscard]] bool decision() const { return kind == QLatin1String("decision"); }

    QString kind;                                  // as in docs/api.md
    QString name, command, response, sw, meaning;  // of an exchange
    QString paragraph;                             // of a decision
    QString text;                                  // of all others
    QList<TlvRow> tree;
};

}  // namespace tappay::ui
