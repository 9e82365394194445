// For the window's parts.
#pragma once
#include "standard.h"

#include <QAbstractListModel>
#include <QColor>
#include <QDateTime>
#include <QFont>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QPointer>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSettings>
#include <QString>
#include <QTimer>
