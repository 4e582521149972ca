#include "channel/rest/strict_json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <set>

namespace dimona::rest {

namespace {

namespace json = boost::json;

constexpr std::size_t depth_max = 16;

// Looks for members that stand twice in one object: the library's own reader keeps one of them silently.
class DuplicateFinder {
public:
    static constexpr std::size_t max_object_size = 1'000;
    static constexpr std::size_t max_array_size = 10'000;
    static constexpr std::size_t max_key_size = 1'000;
    static constexpr std::size_t max_string_size = 1'000'000;
    using Code = boost::system::error_code;

    Issues issues;

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) {
        begin_value();
        levels_.push_back({current_, false});
        return true;
    }
    bool on_object_end(std::size_t, Code&) {
        levels_.pop_back();
        return true;
    }
    bool on_array_begin(Code&) {
        begin_value();
        levels_.push_back({current_, true});
        return true;
    }
    bool on_array_end(std::size_t, Code&) {
        levels_.pop_back();
        return true;
    }
    bool on_key_part(std::string_view part, std::size_t, Code&) {
        key_ += part;
        return true;
    }
    bool on_key(std::string_view part, std::size_t, Code&) {
        key_ += part;
        auto& level = levels_.back();
        current_ = level.path.empty() ? key_ : level.path + "." + key_;
        if (!level.members.insert(key_).second)
            issues.push_back(
                {IssueKind::schema_violation, IssuePlace::body, current_, "this member stands twice; keep one"});
        key_.clear();
        return true;
    }
    bool on_string_part(std::string_view, std::size_t, Code&) { return true; }
    bool on_string(std::string_view, std::size_t, Code&) { return on_scalar(); }
    bool on_number_part(std::string_view, Code&) { return true; }
    bool on_int64(std::int64_t, std::string_view, Code&) { return on_scalar(); }
    bool on_uint64(std::uint64_t, std::string_view, Code&) { return on_scalar(); }
    bool on_double(double, std::string_view, Code&) { return on_scalar(); }
    bool on_bool(bool, Code&) { return on_scalar(); }
    bool on_null(Code&) { return on_scalar(); }
    bool on_comment_part(std::string_view, Code&) { return true; }
    bool on_comment(std::string_view, Code&) { return true; }

private:
    struct Level {
        std::string path;
        bool is_array = false;
        std::size_t items = 0;
        std::set<std::string, std::less<>> members = {};
    };
    bool on_scalar() {
        begin_value();
        return true;
    }
    // The items of an array have no key: they are counted.
    void begin_value() {
        if (levels_.empty() || !levels_.back().is_array) return;
        auto& array = levels_.back();
        current_ = array.path + "[" + std::to_string(array.items++) + "]";
    }

    std::vector<Level> levels_;
    std::string key_, current_;
};

}  // namespace

ParsedJson parse_strictly(std::string_view text) {
    json::parse_options options;
    options.max_depth = depth_max;
    json::basic_parser<DuplicateFinder> finder(options);
    boost::system::error_code error;
    const auto consumed = finder.write_some(false, text.data(), text.size(), error);
    if (!error && consumed < text.size()) error = json::error::extra_data;
    ParsedJson parsed;
    if (!error) {
        parsed.value = json::parse(text, error, {}, options);
        parsed.is_json = !error;
        parsed.issues = std::move(finder.handler().issues);
    }
    if (error)
        parsed.issues = {{IssueKind::invalid_structure, IssuePlace::body, "",
                          "the body is no JSON at byte " + std::to_string(consumed) + ": " + error.message() +
                              "; send one JSON object in UTF-8"}};
    return parsed;
}

}  // namespace dimona::rest
