#pragma once

#include "iso8583/message.h"
#include "simulator/network/fault.h"

namespace tappay::simulator::network {

// Makes `field` ("type" or a number of a text field) of an answer differ from its request, in a way
// that still fits the dictionary. Nothing happens for field 64, which is spoiled after encoding.
void changeField(iso8583::Message& answer, std::string_view field);

// Whether the encoded answer must get a field 64 that does not fit.
bool spoilsMac(const Fault& fault);

}  // namespace tappay::simulator::network
