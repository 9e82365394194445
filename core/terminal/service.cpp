#include "terminal/service.h"

#include <utility>

#include "base/uuid.h"
#include "terminal/receipt_layout.h"

namespace tappay::terminal {

Result<std::unique_ptr<Terminal>> startTerminal(Config config, World world) {
    if (config.directory.empty()) return fail(FailureCode::NotConfigured, "directory");
    TAPPAY_TRY(lock, InstanceLock::take(config.directory));
    auto service = std::make_unique<Service>(std::move(config), world, std::move(lock));
    TAPPAY_CHECK(service->open());
    return service;
}

Service::Service(Config config, World world, InstanceLock lock)
    : m_config(std::move(config)),
      m_world(world),
      m_lock(std::move(lock)),
      m_cardMemory(world.random),
      m_publisher([this] { return status(); }) {}

Service::~Service() {
    {
        const std::lock_guard lock(m_gate->mutex);
        m_gate->service = nullptr;
    }
    m_shutdown.request_stop();
    if (!m_worker) return;  // open() failed
    // In this order, and all before anything is destroyed: a thread that ends may still report.
    m_journalCheck = {};
    m_worker->finish();
    m_resolver->finish();
    m_publisher.finish();
}

Result<void> Service::open() {
    TAPPAY_TRY(payments,
               Payments::open(m_config.directory, m_world.clock, m_world.log, m_publisher));
    m_payments = std::move(payments);
    m_resolver = std::make_unique<Resolver>(m_config, m_world, *m_payments);
    m_worker = std::make_unique<Worker>(*m_payments, [this] {
        m_resolver->wake();
        m_publisher.status();
    });
    m_journalCheck =
        std::jthread([this](const std::stop_token& stop) { m_payments->checkJournal(stop); });
    listen();
    return {};
}

void Service::listen() {
    m_gate->service = this;
    m_world.readers.onChange([gate = m_gate](const card::Snapshot& snapshot) {
        const std::lock_guard lock(gate->mutex);
        if (gate->service != nullptr) gate->service->readersChanged(snapshot);
    });
    m_world.standing.onStanding([gate = m_gate] {
        const std::lock_guard lock(gate->mutex);
        if (gate->service != nullptr) gate->service->m_publisher.status();
    });
    m_world.backEnd.onStateChange([gate = m_gate](const link::LinkState& state) {
        const std::lock_guard lock(gate->mutex);
        if (gate->service != nullptr) gate->service->linkChanged(state);
    });
}

void Service::readersChanged(const card::Snapshot& snapshot) {
    m_worker->readersChanged(snapshot);
    m_publisher.status();
}

void Service::linkChanged(const link::LinkState& state) {
    if (state.reachable && !std::exchange(m_linkWasUp, state.reachable)) {
        m_resolver->askNow();
        m_world.standing.lookAgain();
    }
    m_linkWasUp = state.reachable;
    m_publisher.status();
}

Result<std::shared_ptr<const Parameters>> Service::readyFor(const Money& amount) const {
    if (auto trouble = m_world.standing.trouble()) {
        m_world.standing.lookAgain();
        return std::unexpected(std::move(*trouble));
    }
    auto parameters = m_world.standing.parameters();
    if (!parameters) return fail(FailureCode::NotEnrolled, "no parameters yet");
    if (amount.currency != parameters->kernel.terminal.currency)
        return fail(FailureCode::CurrencyUnsupported, amount.currency.alpha);
    if (amount.minor <= 0) return fail(FailureCode::AmountInvalid, "zero or less");
    if (amount.minor > Money::kMax) return fail(FailureCode::AmountInvalid, "over the limit");
    return parameters;
}

Result<std::string> Service::startSale(const Money& amount, const std::string& note,
                                       const std::optional<std::string>& id) {
    if (id && !isUuid(*id)) return fail(FailureCode::InputMalformed, "id is not a UUID");
    const std::lock_guard lock(m_startMutex);
    // First of all: what keeps a new payment from being taken says nothing about one that began.
    if (id) {
        const auto known = m_payments->record(*id);
        if (known && known->shown.amount == amount) return *id;
        if (known) return fail(FailureCode::KeyReused, "another amount");
        if (known.error().code != FailureCode::NotFound) return std::unexpected(known.error());
    }
    TAPPAY_TRY(parameters, readyFor(amount));
    TAPPAY_CHECK(cardsAreFree());
    TransactionSnapshot shown;
    shown.id = id ? *id : makeUuidV7(m_world.clock, m_world.random);
    shown.amount = amount;
    shown.note = note;
    shown.lights = 1;
    shown.terminalId = parameters->kernel.terminal.terminalId;
    shown.merchantId = parameters->kernel.terminal.merchantId;
    shown.deadline = m_world.clock.now() + m_config.cardWait;
    const std::string started = shown.id;
    TAPPAY_CHECK(m_payments->begin(std::move(shown), m_config.operatorId));
    m_cardMemory.setExceptions(parameters->exceptionFile);
    startWork(std::make_shared<Sale>(started, parts(std::move(parameters))));
    return started;
}

Sale::Parts Service::parts(std::shared_ptr<const Parameters> parameters) {
    return {m_config,    std::move(parameters), m_world, *m_payments, m_cardMemory,
            m_tornCards, m_shutdown.get_token()};
}

void Service::startWork(std::shared_ptr<Sale> sale) {
    {
        const std::lock_guard reading(m_readingMutex);
        m_reading.request_stop();
    }
    m_worker->add(std::move(sale));
}

Result<void> Service::resume(const std::string& id) {
    TAPPAY_TRY(record, m_payments->record(id));
    if (record.shown.state != State::CardInDoubt)
        return fail(FailureCode::TooLate, "this payment is not in doubt");
    const std::lock_guard lock(m_startMutex);
    if (m_worker->find(id) && !record.shown.canResume) return {};
    auto torn = m_tornCards.find(id);
    if (!torn)
        return fail(FailureCode::TooLate,
                    "the program was started anew since, and no longer knows the card");
    TAPPAY_CHECK(cardsAreFree());
    auto parameters = m_world.standing.parameters();
    if (!parameters) return fail(FailureCode::NotEnrolled, "no parameters");
    TAPPAY_CHECK(m_payments->takeUp(id, "resume_wanted"));
    startWork(std::make_shared<Sale>(id, parts(std::move(parameters)), std::move(torn)));
    return {};
}

Result<void> Service::giveUp(const std::string& id) {
    const auto given = m_payments->apply(id, {Event::GivenUp}, [](Record& record) {
        record.shown.failure = Failure{FailureCode::CardInDoubt, "the customer left"};
    });
    if (!given) {
        TAPPAY_TRY(record, m_payments->record(id));
        if (record.shown.state != State::Abandoned) return std::unexpected(given.error());
    }
    m_tornCards.forget(id);
    if (const auto sale = m_worker->find(id)) sale->stop();
    return {};
}

Result<void> Service::cancel(const std::string& id) {
    const auto cancelled =
        m_payments->applyOrRemember(id, Event::PersonCancelled, [](Record& record) {
            record.shown.failure = Failure{FailureCode::Cancelled, "by a person"};
        });
    if (!cancelled) {
        TAPPAY_TRY(record, m_payments->record(id));
        if (record.shown.state != State::Cancelled) return std::unexpected(cancelled.error());
    }
    if (const auto sale = m_worker->find(id)) sale->stop();
    return {};
}

Result<std::shared_ptr<Sale>> Service::runningSale(const std::string& id) const {
    if (auto sale = m_worker->find(id)) return sale;
    TAPPAY_CHECK(m_payments->record(id));
    return fail(FailureCode::TooLate, "this payment is not running");
}

Result<void> Service::pinKey(const std::string& id, PinKey key) {
    TAPPAY_TRY(sale, runningSale(id));
    return sale->pinPad().press(key);
}

Result<void> Service::bypassPin(const std::string& id) {
    TAPPAY_TRY(sale, runningSale(id));
    return sale->pinPad().bypass();
}

Result<void> Service::chooseApplication(const std::string& id, std::size_t index) {
    TAPPAY_TRY(sale, runningSale(id));
    return sale->chooser().choose(index);
}

Result<void> Service::undo(const std::string& id) {
    TAPPAY_TRY(record, m_payments->record(id));
    const State state = record.shown.state;
    if (state == State::Undoing || state == State::Undone) return {};
    if (record.shown.order && isPaid(state))
        return fail(FailureCode::NotUndoable, "the shop gives the money of an order back");
    if (!record.online && (isPaid(state) || state == State::AdviceRefused))
        return fail(FailureCode::NotUndoable, "the issuer was not asked");
    if (!record.shown.canUndo)
        return fail(FailureCode::TooLate,
                    "only an approved sale of the current batch and of the last 7 days");
    TAPPAY_CHECK(m_payments->apply(id, {Event::UndoWanted}, [](Record& changed) {
        changed.undoReason = protocol::UndoReason::Merchant;
    }));
    m_resolver->wake();
    return {};
}

void Service::checkNow() {
    m_resolver->askNow();
}

Status Service::status() const {
    Status status;
    status.version = TAPPAY_VERSION;
    if (const auto parameters = m_world.standing.parameters()) {
        const auto& terminal = parameters->kernel.terminal;
        status.terminalId = terminal.terminalId;
        status.merchantId = terminal.merchantId;
        status.merchantName = terminal.merchantName;
        status.currency = terminal.currency;
    }
    status.operatorId = m_config.operatorId;
    status.chip = m_world.chip.form();
    status.readers = m_world.readers.snapshot();
    status.backEnd = m_world.backEnd.state();
    status.batch = m_payments->batch();
    status.pendingCount = m_payments->pendingCount();
    status.running = m_worker->running();
    status.standing = m_world.standing.trouble();
    status.trouble = m_payments->trouble();
    return status;
}

Result<TransactionSnapshot> Service::transaction(const std::string& id) const {
    TAPPAY_TRY(record, m_payments->record(id));
    return told(record);
}

Result<std::vector<TransactionSnapshot>> Service::transactions(int limit) const {
    return m_payments->list(limit);
}

Result<Receipt> Service::receipt(const std::string& id, Copy copy) const {
    TAPPAY_TRY(record, m_payments->record(id));
    const auto issued =
        copy == Copy::Merchant ? &Record::issuedMerchant : &Record::issuedCardholder;
    const std::string state(nameOf(record.shown.state));
    const auto parameters = m_world.standing.parameters();
    const auto merchantName = parameters ? parameters->kernel.terminal.merchantName : std::string();
    auto receipt = layOut(record, merchantName, copy, record.*issued == state);
    if (receipt.final && !receipt.reprint)
        TAPPAY_CHECK(m_payments->note(id, "receipt_issued",
                                      [&](Record& changed) { changed.*issued = state; }));
    return receipt;
}

Result<std::string> Service::trace(const std::string& id) const {
    return m_payments->trace(id);
}

void Service::onTransaction(std::function<void(const TransactionSnapshot&)> listener) {
    m_publisher.onTransaction(std::move(listener));
}

void Service::onStatus(std::function<void(const Status&)> listener) {
    m_publisher.onStatus(std::move(listener));
}

}  // namespace tappay::terminal
