// For tests of the window.
#pragma once
#include "quick.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
