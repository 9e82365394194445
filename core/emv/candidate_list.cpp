#include "emv/candidate_list.h"

#include <algorithm>

#include "emv/file_control_information.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

constexpr std::string_view kPaymentSystemEnvironment = "1PAY.SYS.DDF01";
constexpr std::uint16_t kCardBlocked = 0x6A81;
constexpr std::uint16_t kApplicationBlocked = 0x6283;
// A card that never ends its list is not read for ever.
constexpr std::size_t kMostDirectories = 8;
constexpr std::size_t kMostOccurrences = 32;

bool names(const AidParameters& own, ByteView aid) {
    if (aid.size() < own.aid.size() || aid.size() > 16) return false;
    if (aid.size() > own.aid.size() && !own.partialMatch) return false;
    return std::ranges::equal(own.aid, aid.first(own.aid.size()));
}

bool contains(const std::vector<Candidate>& candidates, ByteView aid) {
    return std::ranges::any_of(candidates,
                               [&](const Candidate& c) { return std::ranges::equal(c.aid, aid); });
}

// Priority 0 is none and comes last; the card's order decides between equals (Book 1, 12.4).
int rankOf(const Candidate& candidate) {
    return candidate.priority == 0 ? 16 : candidate.priority;
}

// Reads one directory. False when it breaks a rule, so that the list of AIDs is used instead.
class Directory {
public:
    Directory(CardChannel& card, const Parameters& parameters, std::vector<Candidate>& candidates,
              std::vector<Bytes>& directories)
        : m_card(card),
          m_parameters(parameters),
          m_candidates(candidates),
          m_directories(directories) {}

    Result<bool> read(ByteView fciAnswer) {
        const auto fci = parseFci(fciAnswer);
        if (!fci) return false;
        const auto sfi = tlv::find(fci->proprietary, tag::kDirectorySfi);
        if (!sfi || sfi->size() != 1 || (*sfi)[0] < 1 || (*sfi)[0] > 10) return false;
        const auto codeTable = tlv::find(fci->proprietary, tag::kIssuerCodeTable);
        for (unsigned record = 1; record <= 255; ++record) {
            TAPPAY_TRY(answer, m_card.transmit(
                                   apdu::readRecord((*sfi)[0], static_cast<std::uint8_t>(record))));
            if (answer.sw == 0x6A83) return true;
            if (!answer.ok() || !takeRecord(answer.data, codeTable)) return false;
        }
        return true;
    }

private:
    bool takeRecord(ByteView data, std::optional<ByteView> codeTable) {
        const auto record = tlv::parseTemplate(data, tag::kRecord);
        if (!record) return false;
        const auto entries = tlv::parse(record->value);
        return entries && std::ranges::all_of(*entries, [&](const tlv::Item& entry) {
                   return entry.tag != tag::kApplicationTemplate ||
                          takeEntry(entry.value, codeTable);
               });
    }

    bool takeEntry(ByteView value, std::optional<ByteView> codeTable) {
        const auto objects = tlv::parse(value);
        if (!objects) return false;
        if (const auto aid = tlv::find(*objects, tag::kAdfName))
            addCandidate(m_candidates, *aid, *objects, codeTable,
                         parametersFor(m_parameters, *aid));
        if (const auto ddf = tlv::find(*objects, tag::kDdfName))
            m_directories.emplace_back(ddf->begin(), ddf->end());
        return true;
    }

    CardChannel& m_card;
    const Parameters& m_parameters;
    std::vector<Candidate>& m_candidates;
    std::vector<Bytes>& m_directories;
};

// Book 1, 12.3.2. Empty when there is no usable directory.
Result<std::vector<Candidate>> byPaymentSystemEnvironment(CardChannel& card,
                                                          const Parameters& parameters) {
    std::vector<Candidate> candidates;
    std::vector<Bytes> directories{toBytes(kPaymentSystemEnvironment)};
    for (std::size_t i = 0; i < std::min(directories.size(), kMostDirectories); ++i) {
        const bool first = i == 0;
        TAPPAY_TRY(answer, card.transmit(apdu::select(directories[i])));
        if (first && answer.sw == kCardBlocked)
            return fail(FailureCode::CardBlocked, "SELECT PSE answered with status 6A81");
        if (first && !answer.ok()) break;
        if (!answer.ok()) continue;
        TAPPAY_TRY(sound, Directory(card, parameters, candidates, directories).read(answer.data));
        if (!sound) return std::vector<Candidate>{};
    }
    return candidates;
}

// All of the card's applications that one AID of the terminal names (Book 1, 12.3.3).
Result<void> collectOccurrences(CardChannel& card, const Parameters& parameters,
                                const AidParameters& own, std::vector<Candidate>& candidates,
                                bool& someBlocked) {
    for (std::size_t occurrence = 0; occurrence < kMostOccurrences; ++occurrence) {
        TAPPAY_TRY(answer, card.transmit(apdu::select(own.aid, occurrence > 0)));
        if (answer.sw == kCardBlocked && occurrence == 0)
            return fail(FailureCode::CardBlocked, "SELECT answered with status 6A81");
        const bool blocked = answer.sw == kApplicationBlocked;
        if (!answer.ok() && !blocked) return {};
        someBlocked = someBlocked || blocked;
        const auto fci = parseFci(answer.data);
        if (fci && !blocked) {
            if (names(own, fci->dfName))
                addCandidate(candidates, fci->dfName, fci->proprietary,
                             tlv::find(fci->proprietary, tag::kIssuerCodeTable),
                             parametersFor(parameters, fci->dfName));
            if (std::ranges::equal(own.aid, fci->dfName)) return {};
        }
    }
    return {};
}

}  // namespace

const AidParameters* parametersFor(const Parameters& parameters, ByteView aid) {
    const AidParameters* best = nullptr;
    for (const AidParameters& own : parameters.aids)
        if (names(own, aid) && (best == nullptr || own.aid.size() > best->aid.size())) best = &own;
    return best;
}

void addCandidate(std::vector<Candidate>& candidates, ByteView aid,
                  const std::vector<tlv::Item>& objects, std::optional<ByteView> codeTable,
                  const AidParameters* own) {
    if (own == nullptr || contains(candidates, aid)) return;
    const auto indicator = tlv::find(objects, tag::kApplicationPriority);
    const std::uint8_t priority = indicator && indicator->size() == 1 ? (*indicator)[0] : 0;
    Candidate candidate{Bytes(aid.begin(), aid.end()), applicationLabel(objects, codeTable),
                        static_cast<std::uint8_t>(priority & 0x0F), (priority & 0x80) != 0, own};
    const auto place = std::ranges::upper_bound(candidates, rankOf(candidate), {}, rankOf);
    candidates.insert(place, std::move(candidate));
}

Result<std::vector<Candidate>> buildCandidateList(CardChannel& card, const Parameters& parameters) {
    bool someBlocked = false;
    TAPPAY_TRY(candidates, byPaymentSystemEnvironment(card, parameters));
    if (candidates.empty())
        for (const AidParameters& own : parameters.aids)
            TAPPAY_CHECK(collectOccurrences(card, parameters, own, candidates, someBlocked));
    if (candidates.empty())
        return fail(someBlocked ? FailureCode::CardBlocked : FailureCode::CardNotAccepted,
                    "no application in common");
    return candidates;
}

}  // namespace tappay::emv
