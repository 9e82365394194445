#include "backend/web_pages.h"

#include <algorithm>
#include <regex>

#include "backend/orders/shop_test.h"

namespace tappay::test {
namespace {

using backend::HttpResponse;
using backend::webPage;

constexpr std::string_view kOrder = "/pay/01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";

std::string headerOf(const HttpResponse& response, std::string_view name) {
    const auto found =
        std::ranges::find(response.headers, name, &std::pair<std::string, std::string>::first);
    return found == response.headers.end() ? "" : found->second;
}

TEST(WebPages, ThePaymentPageRunsOwnFilesAloneAndInNoFrame) {
    const auto page = webPage("GET", kOrder);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200U);
    EXPECT_EQ(page->contentType, "text/html; charset=utf-8");
    EXPECT_EQ(headerOf(*page, "Cache-Control"), "no-store");
    EXPECT_EQ(headerOf(*page, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(headerOf(*page, "Referrer-Policy"), "no-referrer");
    const std::string policy = headerOf(*page, "Content-Security-Policy");
    for (const char* rule :
         {"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
          "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"})
        EXPECT_NE(policy.find(rule), std::string::npos) << rule;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

class WebPage : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Of, WebPage, ::testing::Values(kOrder.data(), "/manage"));

TEST_P(WebPage, NothingIsInlineAndEveryPartIsThere) {
    const std::string page = webPage("GET", GetParam())->body;
    EXPECT_FALSE(
        std::regex_search(page, std::regex("<script(?![^>]*src=)|<style|style=|\\son[a-z]+=\"")));
    const std::regex part("(?:src|href)=\"(/[^\"]+)\"");
    int parts = 0;
    for (std::sregex_iterator it(page.begin(), page.end(), part), end; it != end; ++it, ++parts) {
        const auto found = webPage("GET", (*it)[1].str());
        ASSERT_TRUE(found) << (*it)[1];
        EXPECT_EQ(found->status, 200U);
        EXPECT_EQ(headerOf(*found, "X-Content-Type-Options"), "nosniff");
        EXPECT_FALSE(found->body.empty());
    }
    EXPECT_GE(parts, 4);
}

TEST(WebPages, PartsNameTheirKindAndOnlyTheLibraryIsForOtherSites) {
    struct Case {
        const char* path;
        const char* type;
        const char* sharing;
    };
    for (const auto& [path, type, sharing] :
         {Case{"/pay.css", "text/css; charset=utf-8", "same-origin"},
          Case{"/pay.js", "text/javascript; charset=utf-8", "same-origin"},
          Case{"/tappay.js", "text/javascript; charset=utf-8", "cross-origin"}}) {
        const auto part = webPage("GET", path);
        ASSERT_TRUE(part) << path;
        EXPECT_EQ(part->contentType, type);
        EXPECT_EQ(headerOf(*part, "Cross-Origin-Resource-Policy"), sharing) << path;
        EXPECT_EQ(headerOf(*part, "Access-Control-Allow-Origin").empty(),
                  std::string_view(sharing) == "same-origin");
    }
}

TEST(WebPages, AnIdThatIsNoneGetsThePageThatSaysSo) {
    for (const char* path : {"/pay/", "/pay/x", "/pay/../pay.js", "/pay/%2e%2e/config.json",
                             "/pay/01936b2e-5f00-7a31-8c11-3d2b6a90f4e7/", "/pay//"}) {
        const auto page = webPage("GET", path);
        ASSERT_TRUE(page) << path;
        EXPECT_EQ(page->status, 404U) << path;
        EXPECT_EQ(page->body, webPage("GET", kOrder)->body);
    }
}

TEST(WebPages, NoOtherFileIsServed) {
    for (const char* path : {"/", "/pay", "/pay.html", "/../pay.js", "//pay.js", "/pay.js/",
                             "/./pay.js", "/manage.html", "/manage/", "/etc/passwd", "/config.json",
                             "/tappay.d.ts", "pay.js", "", "/%70ay.js", "/shop/shop.css"})
        EXPECT_FALSE(webPage("GET", path)) << path;
}

TEST(WebPages, AQueryChangesNothing) {
    EXPECT_EQ(webPage("GET", "/pay.js?v=1")->status, 200U);
    EXPECT_EQ(webPage("GET", std::string(kOrder) + "?lang=zh")->status, 200U);
}

TEST(WebPages, AreOnlyRead) {
    EXPECT_EQ(webPage("POST", kOrder)->status, 405U);
    EXPECT_EQ(webPage("DELETE", "/tappay.js")->status, 405U);
}

TEST_F(BackendTest, HasNoPaymentPageWithoutShops) {
    EXPECT_EQ(exchange("GET", std::string(kOrder))->status, 404);
    EXPECT_EQ(exchange("GET", "/tappay.js")->status, 404);
}

TEST_F(ShopTest, ServesThePaymentPage) {
    const auto page = exchange("GET", std::string(kOrder));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200);
    EXPECT_NE(page->body.find("<main>"), std::string::npos);
    EXPECT_EQ(exchange("GET", "/pay.js")->status, 200);
    EXPECT_EQ(exchange("GET", "/pay.html")->status, 404);
}

}  // namespace
}  // namespace tappay::test
