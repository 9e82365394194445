#pragma once

#include <QString>
#include <string_view>

namespace tappay::simulator::shop {

enum class Language : std::uint8_t { English, Chinese };

// The first of the languages in an Accept-Language header that the shop speaks, by its weight;
// English when it names none.
Language languageOf(std::string_view acceptLanguage);

// The shop's words by their key; the key itself when there is no such word.
QString word(Language language, std::string_view key);

}  // namespace tappay::simulator::shop
