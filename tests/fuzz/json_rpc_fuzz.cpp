#include <cstdlib>

#include "agent/request.h"

// Any line is either a request whose parameters were all asked for, or a refusal with a code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay::agent;
    const QByteArray line(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    for (const Scope scope : {Scope::Browser, Scope::Till, Scope::Operator}) {
        const auto request = parseRequest(line, scope);
        if (request && (!mayCall(scope, request->method->scope) || request->id.isNull()))
            std::abort();
        if (!request && static_cast<int>(request.error().code) >= 0) std::abort();
    }
    return 0;
}
