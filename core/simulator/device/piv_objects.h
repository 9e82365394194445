#pragma once

#include "base/bytes.h"

// Data objects of NIST SP 800-73-4, part 1, appendix A.
namespace tappay::simulator::device {

Bytes tlv(std::initializer_list<std::uint8_t> tag, ByteView value);
// The value of the first object with this tag of one octet on this level; nullptr data when none.
ByteView valueOf(ByteView objects, std::uint8_t tag);

Bytes applicationProperty();  // what SELECT answers
Bytes discoveryObject();
Bytes cardHolderIdentifier(ByteView serial16);
Bytes certificateObject(ByteView der);

}  // namespace tappay::simulator::device
