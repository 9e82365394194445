#include "backend/orders/order_records.h"

#include "store/rows.h"

namespace tappay::backend {

using protocol::PaymentState;

namespace {

#define TAPPAY_ORDER                                                                    \
    "uuid, merchant, reference, digest, amount, currency, state, payment, return_url, " \
    "created, expires, paid, refunded, signed"
#define TAPPAY_SELECT "SELECT id, " TAPPAY_ORDER " FROM orders WHERE "
constexpr std::string_view kFind = TAPPAY_SELECT "uuid = ?1";
constexpr std::string_view kLoad = TAPPAY_SELECT "id = ?1";
constexpr std::string_view kByReference = TAPPAY_SELECT "merchant = ?1 AND reference = ?2";
constexpr std::string_view kOfPayment = TAPPAY_SELECT "payment = ?1";
constexpr std::string_view kLapsed =
    TAPPAY_SELECT "state = 0 AND expires <= ?1 ORDER BY expires LIMIT ?2";
#undef TAPPAY_SELECT
constexpr std::string_view kInsert = "INSERT INTO orders (" TAPPAY_ORDER
                                     ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                                     "?12, ?13, ?14)";
#undef TAPPAY_ORDER
constexpr std::string_view kUpdate =
    "UPDATE orders SET state = ?2, payment = ?3, expires = ?4, paid = ?5, refunded = ?6 WHERE id = "
    "?1";
constexpr std::string_view kNotCaptured =
    "SELECT payments.id FROM orders JOIN payments ON orders.payment = payments.id WHERE "
    "orders.state = 1 AND payments.state = ?1 AND payments.answered <= ?2 LIMIT ?3";
constexpr std::string_view kNextLapse = "SELECT MIN(expires) FROM orders WHERE state = 0";
constexpr std::string_view kFirstApproval =
    "SELECT MIN(CASE WHEN payments.state = ?1 THEN payments.answered ELSE ?2 END) FROM orders JOIN "
    "payments ON orders.payment = payments.id WHERE orders.state = 1";
constexpr std::string_view kKeepCryptogram = "UPDATE orders SET cryptogram = ?2 WHERE id = ?1";

Order readOrder(const store::Statement& row) {
    Order order;
    order.row = row.integer(0);
    order.id = row.text(1);
    order.merchantId = row.text(2);
    order.reference = row.text(3);
    order.digest = row.blob(4);
    order.amount.minor = row.integer(5);
    order.amount.currency =
        currencyByNumeric(static_cast<std::uint16_t>(row.integer(6))).value_or(Currency{});
    order.state = static_cast<OrderState>(row.integer(7));
    order.paymentId = row.integer(8);
    order.returnUrl = row.text(9);
    order.created = row.integer(10);
    order.expires = row.integer(11);
    order.paid = row.integer(12);
    order.refunded = row.integer(13);
    order.signedOrder = row.text(14);
    return order;
}

void bindPayment(store::Statement& row, int parameter, const Order& order) {
    order.paymentId == 0 ? row.bindNull(parameter) : row.bind(parameter, order.paymentId);
}

}  // namespace

Result<std::optional<Order>> OrderRecords::findOne(std::string_view sql,
                                                   std::string_view parameter) {
    TAPPAY_TRY(row, m_database.prepare(sql));
    return store::firstRow(row.bind(1, parameter), readOrder);
}

Result<std::optional<Order>> OrderRecords::find(const std::string& id) {
    return findOne(kFind, id);
}

Result<Order> OrderRecords::load(std::int64_t id) {
    TAPPAY_TRY(row, m_database.prepare(kLoad));
    TAPPAY_TRY(found, row.bind(1, id).step());
    if (!found) return fail(FailureCode::Internal, "no order " + std::to_string(id));
    return readOrder(row);
}

Result<std::optional<Order>> OrderRecords::byReference(const std::string& merchantId,
                                                       const std::string& reference) {
    TAPPAY_TRY(row, m_database.prepare(kByReference));
    return store::firstRow(row.bind(1, merchantId).bind(2, reference), readOrder);
}

Result<std::optional<Order>> OrderRecords::ofPayment(std::int64_t paymentId) {
    TAPPAY_TRY(row, m_database.prepare(kOfPayment));
    return store::firstRow(row.bind(1, paymentId), readOrder);
}

Result<void> OrderRecords::insert(Order& order) {
    TAPPAY_TRY(row, m_database.prepare(kInsert));
    row.bind(1, order.id)
        .bind(2, order.merchantId)
        .bind(3, order.reference)
        .bind(4, order.digest)
        .bind(5, order.amount.minor)
        .bind(6, std::int64_t{order.amount.currency.numeric})
        .bind(7, static_cast<std::int64_t>(order.state))
        .bind(9, order.returnUrl)
        .bind(10, order.created)
        .bind(11, order.expires)
        .bind(12, order.paid)
        .bind(13, order.refunded)
        .bind(14, order.signedOrder);
    bindPayment(row, 8, order);
    TAPPAY_CHECK(row.run());
    order.row = m_database.lastInsertId();
    m_changes.note(order);
    return {};
}

Result<void> OrderRecords::update(const Order& order) {
    TAPPAY_TRY(row, m_database.prepare(kUpdate));
    row.bind(1, order.row)
        .bind(2, static_cast<std::int64_t>(order.state))
        .bind(4, order.expires)
        .bind(5, order.paid)
        .bind(6, order.refunded);
    bindPayment(row, 3, order);
    TAPPAY_CHECK(row.run());
    m_changes.note(order);
    return {};
}

Result<void> OrderRecords::follow(const Payment& payment) {
    const bool stands = payment.state == PaymentState::Pending
                            ? !payment.undoWanted
                            : payment.state == PaymentState::Approved;
    if (stands) return {};
    TAPPAY_TRY(order, ofPayment(payment.id));
    if (!order) return {};
    const auto next = after(order->state, OrderStep::GivenBack);
    if (!next) return fail(FailureCode::NotUndoable, "the order is paid: the shop refunds it");
    order->state = *next;
    order->paymentId = 0;
    return update(*order);
}

Result<std::vector<Order>> OrderRecords::lapsed(std::int64_t now, int most) {
    TAPPAY_TRY(rows, m_database.prepare(kLapsed));
    return store::allRows(rows.bind(1, now).bind(2, std::int64_t{most}), readOrder);
}

Result<std::vector<std::int64_t>> OrderRecords::notCaptured(std::int64_t time, int most) {
    TAPPAY_TRY(rows, m_database.prepare(kNotCaptured));
    rows.bind(1, static_cast<std::int64_t>(PaymentState::Approved))
        .bind(2, time)
        .bind(3, std::int64_t{most});
    return store::allRows(rows, [](const store::Statement& row) { return row.integer(0); });
}

Result<std::int64_t> OrderRecords::nextLapse() {
    TAPPAY_TRY(row, m_database.prepare(kNextLapse));
    TAPPAY_CHECK(row.step());
    return row.integer(0);
}

Result<std::int64_t> OrderRecords::firstApproval(std::int64_t now) {
    TAPPAY_TRY(row, m_database.prepare(kFirstApproval));
    TAPPAY_CHECK(
        row.bind(1, static_cast<std::int64_t>(PaymentState::Approved)).bind(2, now).step());
    return row.integer(0);
}

Result<void> OrderRecords::keepCryptogram(const Order& order, const std::string& cryptogram) {
    TAPPAY_TRY(row, m_database.prepare(kKeepCryptogram));
    return row.bind(1, order.row).bind(2, cryptogram).run();
}

}  // namespace tappay::backend
