#include "simulator/shop/pages.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tappay::simulator::shop {

namespace {

QString escaped(const QString& text) {
    return text.toHtmlEscaped();
}

QString latin(std::string_view text) {
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

// Icon and word, never the colour alone.
struct Tag {
    const char* kind;
    const char* icon;
};
Tag tagOf(OrderState state) {
    switch (state) {
        case OrderState::Paid:
            return {"ok", "✓"};
        case OrderState::Expired:
            return {"no", "✕"};
        case OrderState::Refunded:
            return {"", "↩"};
        case OrderState::Unpaid:
            break;
    }
    return {"maybe", "…"};
}

QString row(const QString& name, const QString& below, const QString& money) {
    return "<li><span class=\"name\">" + escaped(name) + "<span class=\"count\">" + escaped(below) +
           "</span></span><span class=\"money\">" + money + "</span></li>";
}

}  // namespace

QString Pages::say(std::string_view key) const {
    return escaped(word(m_language, key));
}

QString Pages::frame(const QString& title, const QString& main, const QString& scripts) const {
    return QString(
               "<!doctype html><html lang=\"%1\"><head><meta charset=\"utf-8\">"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
               "<meta name=\"color-scheme\" content=\"light dark\"><title>%2</title>"
               "<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/base.css\">"
               "<link rel=\"stylesheet\" href=\"/shop.css\">%3</head><body>"
               "<header class=\"top\"><a class=\"home\" href=\"/\"><span class=\"leaf\" "
               "aria-hidden=\"true\"></span><strong>%4</strong></a><span "
               "class=\"tagline\">%5</span><a class=\"basket\" href=\"/cart\">%6 "
               "<b>%7</b></a></header><main>%8</main><footer class=\"foot\">%9</footer>"
               "</body></html>")
        .arg(m_language == Language::Chinese ? "zh-CN" : "en", title + " · " + say("shop"), scripts,
             say("shop"), say("tagline"), say("cart"), QString::number(m_cart.pieces()), main,
             say("demo"));
}

QString Pages::goodCard(const Good& good) const {
    return QString(
               "<li class=\"good\"><span class=\"cup %1\" aria-hidden=\"true\"></span>"
               "<h2>%2</h2><p class=\"note\">%3</p><p class=\"price\">%4</p>"
               "<form method=\"post\" action=\"/cart\"><input type=\"hidden\" name=\"add\" "
               "value=\"%5\"><button class=\"button\" aria-label=\"%6: %2\">%6</button>"
               "</form></li>")
        .arg(latin(good.liquor), escaped(good.name(m_language)), escaped(good.note(m_language)),
             shownPrice(good.price), latin(good.id), say("add"));
}

QString Pages::goods() const {
    QString cards;
    for (const Good& good : shop::goods())
        cards += goodCard(good);
    return frame(say("goods"), "<h1 class=\"unseen\">" + say("goods") +
                                   "</h1><ul class=\"goods\">" + cards + "</ul>");
}

QString Pages::cartLine(const Cart::Line& line) const {
    const QString id = latin(line.good->id);
    const QString name = escaped(line.good->name(m_language));
    return QString(
               "<li><span class=\"name\">%1<span class=\"count\">%2</span></span>"
               "<form method=\"post\" action=\"/cart\"><input type=\"hidden\" name=\"good\" "
               "value=\"%3\"><input class=\"number\" type=\"number\" name=\"quantity\" "
               "min=\"0\" max=\"%4\" value=\"%5\" aria-label=\"%6: %1\"><button "
               "class=\"button small\" aria-label=\"%7: %1\">%7</button></form>"
               "<span class=\"money\">%8</span></li>")
        .arg(name, shownPrice(line.good->price), id, QString::number(Cart::kMostPieces),
             QString::number(line.quantity), say("quantity"), say("change"),
             shownPrice(line.amount()));
}

QString Pages::cart() const {
    if (m_cart.lines().empty()) return message("empty", "emptyHelp", "toGoods", "/");
    QString lines;
    for (const Cart::Line& line : m_cart.lines())
        lines += cartLine(line);
    return frame(say("cart"),
                 QString("<section class=\"sheet\"><h1>%1</h1><ul class=\"items\">%2</ul>"
                         "<p class=\"total\"><span>%3</span><b>%4</b></p>"
                         "<form class=\"actions\" method=\"post\" action=\"/orders\">"
                         "<button class=\"button first\" name=\"way\" value=\"page\">%5</button>"
                         "<button class=\"button\" name=\"way\" value=\"here\">%6</button></form>"
                         "<p class=\"note\">%7</p></section>")
                     .arg(say("cart"), lines, say("total"), shownPrice(m_cart.total()),
                          say("payPage"), say("payHere"), say("payHelp")));
}

// What shop.js needs is in attributes, for nothing is inline.
QString Pages::payment(const OrderRecord& record) const {
    QJsonObject words;
    for (const char* key : {"asking", "paying", "confirming", "cancelled", "unknown", "noLibrary"})
        words.insert(QLatin1String(key), word(m_language, key));
    return QString(
               "<div id=\"pay\" data-signed=\"%1\" data-words=\"%2\"><p class=\"actions\">"
               "<button class=\"button first\" id=\"tap\" type=\"button\">%3</button>"
               "<a class=\"button\" href=\"%4\">%5</a></p>"
               "<p class=\"say\" id=\"say\" role=\"status\" aria-live=\"polite\"></p></div>")
        .arg(escaped(record.signedOrder),
             escaped(QString::fromUtf8(QJsonDocument(words).toJson(QJsonDocument::Compact))),
             say("pay"), escaped(record.page), say("hosted"));
}

QString Pages::order(const OrderRecord& record, bool isAsked) const {
    QString lines;
    for (const auto& line : record.lines)
        lines +=
            row(line.name,
                QString("%1 × %2").arg(line.quantity).arg(shownPrice(line.amount / line.quantity)),
                shownPrice(line.amount));
    const QString state = nameOf(record.state);
    const auto [kind, icon] = tagOf(record.state);
    const bool isOpen = record.state == OrderState::Unpaid;
    QString extra;
    if (!record.card.isEmpty())
        extra += "<p class=\"note\">" + say("card") + " " + escaped(record.card) + "</p>";
    if (!isAsked) extra += "<p class=\"note\">" + say("notAsked") + "</p>";
    const QString main =
        QString(
            "<section class=\"sheet\" id=\"order\" data-reference=\"%1\" data-state=\"%2\">"
            "<h1>%3 %1 <span class=\"tag %4\"><span aria-hidden=\"true\">%5</span> %6</span>"
            "</h1><p class=\"note\">%7</p><ul class=\"items\">%8</ul>"
            "<p class=\"total\"><span>%9</span><b>%10</b></p>%11%12</section>")
            .arg(escaped(record.reference), state, say("order"), QLatin1String(kind),
                 QString::fromUtf8(icon), say(state.toStdString()),
                 say((state + "Help").toStdString()), lines, say("total"))
            .arg(shownPrice(record.total()), extra,
                 isOpen ? payment(record)
                        : "<p class=\"actions\"><a class=\"button\" href=\"/\">" + say("toGoods") +
                              "</a></p>");
    // Two kinds of script: the payment system's library as it is, and the shop's own.
    const QString scripts = isOpen ? "<script src=\"" + escaped(m_paymentSystem) +
                                         "/tappay.js\" crossorigin defer></script>"
                                         "<script src=\"/shop.js\" type=\"module\"></script>"
                                   : QString();
    return frame(say("order") + " " + escaped(record.reference), main, scripts);
}

QString Pages::message(std::string_view title, std::string_view help, std::string_view link,
                       const QString& to) const {
    return frame(say(title), QString("<section class=\"sheet alone\"><h1>%1</h1><p "
                                     "class=\"note\">%2</p><p class=\"actions\"><a class=\"button "
                                     "first\" href=\"%3\">%4</a></p></section>")
                                 .arg(say(title), say(help), to, say(link)));
}

}  // namespace tappay::simulator::shop
