#include "backend/keys/key_store.h"

#include <algorithm>

#include "backend/keys/key_store_sql.h"
#include "crypto/dukpt.h"

namespace tappay::backend::keys {

namespace {

constexpr Standing kAny{};

// A row that was changed by another hand is no key.
bool holds(const KeyHandle& key, std::int64_t purpose, std::int64_t algorithm) {
    return purpose >= 1 && purpose <= number(kPurposes) && algorithm >= 1 &&
           algorithm <= number(kAlgorithms) && suits(key.purpose, key.algorithm, key.octets);
}

std::unexpected<Failure> rejected(const char* why) {
    return fail(FailureCode::KeyRejected, why);
}

// Of one sealing; anything else is the database's and concerns all.
bool isRefusal(const Failure& failure) {
    return failure.code == FailureCode::NotSignedOn || failure.code == FailureCode::KeyRejected;
}

// A missing key is refused; a failure of the database stays what it is.
std::unexpected<Failure> refusal(const Failure& failure, const char* why) {
    return failure.code == FailureCode::KeyUnavailable ? rejected(why) : std::unexpected(failure);
}

}  // namespace

Result<KeyStore> KeyStore::open(const std::filesystem::path& file) {
    TAPPAY_TRY(database, store::Database::open(file));
    TAPPAY_CHECK(database.migrate(kSchema));
    return KeyStore(std::move(database));
}

Result<std::int64_t> KeyStore::insertKey(const KeyHandle& key) {
    TAPPAY_TRY(insert, m_database.prepare(kInsertKey));
    TAPPAY_CHECK(insert.bind(1, number(key.purpose))
                     .bind(2, number(key.algorithm))
                     .bind(3, number(key.octets))
                     .bind(4, key.wrapped)
                     .bind(5, key.checkValue)
                     .run());
    return m_database.lastInsertId();
}

Result<KeyHandle> KeyStore::readKey(std::int64_t id) {
    TAPPAY_TRY(row, m_database.prepare(kReadKey));
    TAPPAY_TRY(found, row.bind(1, id).step());
    if (!found) return fail(FailureCode::KeyUnavailable, "no such key");
    KeyHandle key{static_cast<KeyPurpose>(row.integer(0)),
                  static_cast<KeyAlgorithm>(row.integer(1)),
                  static_cast<std::size_t>(row.integer(2)), row.blob(3), row.blob(4)};
    if (!holds(key, row.integer(0), row.integer(1)))
        return fail(FailureCode::KeyUnavailable, "a row that is no key");
    return key;
}

Result<void> KeyStore::replaceMasters(const std::string& terminalId, std::uint32_t below,
                                      Standing standing) {
    TAPPAY_TRY(replace, m_database.prepare(kReplaceMasters));
    return replace.bind(1, terminalId)
        .bind(2, number(below))
        .bind(3, number(Standing::Replaced))
        .bind(4, number(standing))
        .run();
}

Result<std::uint32_t> KeyStore::offer(const std::string& terminalId, const KeyHandle& master) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(key, insertKey(master));
    std::uint32_t version = 0;
    {
        TAPPAY_TRY(insert, m_database.prepare(kInsertMaster));
        insert.bind(1, terminalId).bind(2, number(Standing::Offered)).bind(3, master.checkValue);
        TAPPAY_CHECK(insert.bind(4, key).step());
        version = static_cast<std::uint32_t>(insert.integer(0));
        TAPPAY_CHECK(insert.step());
    }
    TAPPAY_CHECK(replaceMasters(terminalId, version, Standing::Offered));
    TAPPAY_CHECK(transaction.commit());
    return version;
}

Result<void> KeyStore::acknowledge(const std::string& terminalId, std::uint32_t version,
                                   std::int64_t now) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    const auto known = masterKey(terminalId, version);
    if (!known) return refusal(known.error(), "no master key of this version is on offer");
    if (known->standing != Standing::Offered) return {};
    TAPPAY_TRY(set, m_database.prepare(kAcknowledge));
    TAPPAY_CHECK(set.bind(1, terminalId)
                     .bind(2, number(version))
                     .bind(3, number(Standing::Acknowledged))
                     .bind(4, now)
                     .run());
    return transaction.commit();
}

Result<void> KeyStore::wantRenewal(const std::string& terminalId, std::int64_t now) {
    TAPPAY_TRY(want, m_database.prepare(kWantRenewal));
    TAPPAY_CHECK(want.bind(1, terminalId)
                     .bind(2, now)
                     .bind(3, number(Standing::Acknowledged))
                     .bind(4, number(Standing::InUse))
                     .run());
    if (m_database.changes() == 0)
        return fail(FailureCode::KeyUnavailable, "the terminal has no master key");
    return {};
}

Result<std::vector<MasterKey>> KeyStore::masterKeys(const std::string& terminalId) {
    TAPPAY_TRY(row, m_database.prepare(kMasters));
    row.bind(1, terminalId);
    std::vector<MasterKey> list;
    for (;;) {
        TAPPAY_TRY(more, row.step());
        if (!more) return list;
        MasterKey master{
            static_cast<std::uint32_t>(row.integer(0)), static_cast<Standing>(row.integer(1)), {}};
        master.key.octets = 0;
        master.key.checkValue = row.blob(2);
        if (!row.isNull(3)) {
            TAPPAY_TRY(key, readKey(row.integer(3)));
            master.key = std::move(key);
        }
        if (!row.isNull(4)) master.acknowledged = row.integer(4);
        if (!row.isNull(5)) master.renewal = row.integer(5);
        list.push_back(std::move(master));
    }
}

Result<MasterKey> KeyStore::masterKey(const std::string& terminalId, std::uint32_t version) {
    TAPPAY_TRY(all, masterKeys(terminalId));
    const auto found = std::ranges::find(all, version, &MasterKey::version);
    if (found == all.end() || found->standing == Standing::Replaced)
        return fail(FailureCode::KeyUnavailable, "no master key of this version");
    return std::move(*found);
}

Result<void> KeyStore::forgetSignOns(const std::string& terminalId) {
    TAPPAY_TRY(forget, m_database.prepare(kForgetSignOns));
    return forget.bind(1, terminalId).run();
}

Result<void> KeyStore::signOn(const SignOnKeys& keys) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    const auto master = masterKey(keys.terminalId, keys.keyVersion);
    constexpr auto kNotAcknowledged = "the master key of this version is not acknowledged";
    if (!master) return refusal(master.error(), kNotAcknowledged);
    if (master->standing == Standing::Offered) return rejected(kNotAcknowledged);
    TAPPAY_TRY(use, m_database.prepare(kSetStanding));
    TAPPAY_CHECK(use.bind(1, keys.terminalId)
                     .bind(2, number(keys.keyVersion))
                     .bind(3, number(Standing::InUse))
                     .run());
    TAPPAY_CHECK(replaceMasters(keys.terminalId, keys.keyVersion, kAny));
    TAPPAY_CHECK(forgetSignOns(keys.terminalId));
    TAPPAY_TRY(pin, insertKey(keys.pin));
    TAPPAY_TRY(process, insertKey(keys.process));
    TAPPAY_TRY(insert, m_database.prepare(kInsertSignOn));
    TAPPAY_CHECK(insert.bind(1, keys.session)
                     .bind(2, keys.terminalId)
                     .bind(3, number(keys.keyVersion))
                     .bind(4, pin)
                     .bind(5, process)
                     .bind(6, keys.expires)
                     .bind(7, keys.initialKeyId)
                     .run());
    return transaction.commit();
}

Result<SignOnKeys> KeyStore::signedOn(const std::string& session) {
    TAPPAY_TRY(row, m_database.prepare(kSignOn));
    TAPPAY_TRY(found, row.bind(1, session).step());
    if (!found) return fail(FailureCode::NotSignedOn, "no such sign-on");
    TAPPAY_TRY(pin, readKey(row.integer(3)));
    TAPPAY_TRY(process, readKey(row.integer(4)));
    SignOnKeys keys{session,        row.text(1),        static_cast<std::uint32_t>(row.integer(2)),
                    std::move(pin), std::move(process), row.integer(5)};
    keys.initialKeyId = row.blob(6);
    return keys;
}

// The serial goes on; unless the same transaction had it.
Result<void> KeyStore::checkPinKey(std::int64_t signOn, ByteView initialKeyId,
                                   const Sealing& sealing) {
    TAPPAY_TRY(same, m_database.prepare(kSamePin));
    same.bind(1, signOn).bind(2, sealing.transactionId).bind(3, sealing.pinKeySerial);
    TAPPAY_TRY(again, same.step());
    if (again) return {};
    TAPPAY_TRY(last, m_database.prepare(kLastPin));
    TAPPAY_CHECK(last.bind(1, signOn).step());
    const auto before = last.isNull(0) ? crypto::dukpt::aesSerial(initialKeyId, 0) : last.blob(0);
    return crypto::dukpt::checkAesAdvance(before, sealing.pinKeySerial);
}

Result<void> KeyStore::noteSealing(const Sealing& sealing) {
    TAPPAY_TRY(row, m_database.prepare(kSignOn));
    TAPPAY_TRY(found, row.bind(1, sealing.session).step());
    if (!found) return fail(FailureCode::NotSignedOn, "no such sign-on");
    const auto signOn = row.integer(0);
    TAPPAY_TRY(last, m_database.prepare(kLastSealing));
    TAPPAY_CHECK(last.bind(1, signOn).step());
    if (number(sealing.number) <= last.integer(0)) {
        TAPPAY_TRY(same, m_database.prepare(kSameSealing));
        same.bind(1, signOn).bind(2, number(sealing.number)).bind(3, sealing.transactionId);
        TAPPAY_TRY(again, same.bind(4, sealing.pinKeySerial).step());
        if (again) return {};
        return rejected("a sealed transaction came a second time or out of order");
    }
    if (!sealing.pinKeySerial.empty()) TAPPAY_CHECK(checkPinKey(signOn, row.blob(6), sealing));
    TAPPAY_TRY(insert, m_database.prepare(kInsertSealing));
    return insert.bind(1, signOn)
        .bind(2, number(sealing.number))
        .bind(3, sealing.transactionId)
        .bind(4, sealing.pinKeySerial)
        .run();
}

Result<std::vector<Result<void>>> KeyStore::noteSealings(std::span<const Sealing> sealings) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    std::vector<Result<void>> noted;
    for (const auto& sealing : sealings) {
        noted.push_back(noteSealing(sealing));
        if (!noted.back() && !isRefusal(noted.back().error()))
            return std::unexpected(std::move(noted.back()).error());
    }
    TAPPAY_CHECK(transaction.commit());
    return noted;
}

}  // namespace tappay::backend::keys
