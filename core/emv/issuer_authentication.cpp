#include "emv/issuer_authentication.h"

#include "emv/session.h"
#include "emv/tags.h"

namespace tappay::emv {

Result<void> authenticateIssuer(Session& session, ByteView authenticationData) {
    if (authenticationData.empty()) return {};
    session.data.set(tag::kIssuerAuthenticationData, authenticationData);
    if (!session.aip.has(AipBit::IssuerAuthentication)) return {};
    session.tsi.set(TsiBit::IssuerAuthentication);
    if (authenticationData.size() < 8 || authenticationData.size() > 16) {
        session.note(TvrBit::IssuerAuthenticationFailed, "Book 3, 10.9");
        return {};
    }
    TAPPAY_TRY(answer, session.card.transmit(apdu::externalAuthenticate(authenticationData)));
    if (!answer.ok()) session.note(TvrBit::IssuerAuthenticationFailed, "Book 3, 10.9");
    return {};
}

}  // namespace tappay::emv
