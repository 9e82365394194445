#pragma once

#include "terminal/confirmations.h"
#include "terminal/phones.h"
#include "terminal/security_devices.h"

namespace tappay::agent {

// What an application has of phones, devices and confirmations; null where it has none.
struct Confirming {
    terminal::PhoneList* phones = nullptr;
    terminal::DeviceList* devices = nullptr;
    terminal::Confirmations* confirmations = nullptr;
};

}  // namespace tappay::agent
