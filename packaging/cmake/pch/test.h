// For test programs.
#pragma once
#include "standard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
