// What was read once in a transaction need not be read again in it, until it is written.
#pragma once

#include <map>
#include <optional>

namespace dimona::store {

template <class Key, class Value>
class Memo {
public:
    // Nothing: not asked for yet, or not answered yet.
    [[nodiscard]] const Value* find(const Key& key) const {
        const auto entry = values_.find(key);
        return entry != values_.end() && entry->second ? &*entry->second : nullptr;
    }
    // Notes that an answer is on its way. False: it was already.
    bool expect(const Key& key) { return values_.try_emplace(key).second; }
    void put(const Key& key, const Value& value) {
        if (values_.size() >= most) values_.clear();
        values_.insert_or_assign(key, value);
    }
    void forget(const Key& key) { values_.erase(key); }
    void forget_all() { values_.clear(); }

private:
    static constexpr std::size_t most = 20'000;  // a transaction that runs through the whole file stays small
    std::map<Key, std::optional<Value>> values_;
};

}  // namespace dimona::store
