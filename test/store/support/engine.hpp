// The engines that must pass the conformance suite, and what a conformance test stands on.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "register/port/store.hpp"
#include "store/support/folder.hpp"
#include "store/support/must.hpp"

namespace dimona::store::test {

struct Engine {
    std::string name;
    // Opens the store of this folder; again and again, when it is durable.
    std::function<Result<std::unique_ptr<registry::Store>>(const Folder&)> open;
    bool durable = true;
    bool is_a_file = true;  // its copies too
};

// A new engine is one line more here.
[[nodiscard]] std::vector<Engine> all_engines();
[[nodiscard]] std::vector<Engine> durable_engines();
[[nodiscard]] std::vector<Engine> engines_in_a_file();

inline std::string name_of(const testing::TestParamInfo<Engine>& info) { return info.param.name; }

// An open store, empty at first.
class StoreTest : public testing::TestWithParam<Engine> {
protected:
    StoreTest() : store_(must(GetParam().open(folder_))) {}

    registry::Store& store() { return *store_; }
    std::unique_ptr<registry::Reader> reader() { return must(store_->read()); }
    // What `work` writes is committed.
    template <class Work>
    void write(Work work) {
        const auto writer = must(store_->write());
        work(*writer);
        must(writer->commit());
    }
    void reopen() {
        store_.reset();
        store_ = must(GetParam().open(folder_));
    }
    [[nodiscard]] const Folder& folder() const { return folder_; }

private:
    Folder folder_;
    std::unique_ptr<registry::Store> store_;
};

}  // namespace dimona::store::test
