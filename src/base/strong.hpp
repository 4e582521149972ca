// A number or text with a name of its own: two identifiers of different kinds can't be mixed up.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <utility>

namespace dimona {

// Explicit in, .value() out, comparable, hashable, no arithmetic.
template <class Tag, class Rep>
class Strong {
public:
    using representation = Rep;

    constexpr Strong() = default;
    constexpr explicit Strong(Rep value) : value_(std::move(value)) {}

    [[nodiscard]] constexpr const Rep& value() const { return value_; }

    friend constexpr auto operator<=>(const Strong&, const Strong&) = default;
    friend constexpr bool operator==(const Strong&, const Strong&) = default;

private:
    Rep value_{};
};

}  // namespace dimona

template <class Tag, class Rep>
struct std::hash<dimona::Strong<Tag, Rep>> {
    std::size_t operator()(const dimona::Strong<Tag, Rep>& strong) const { return std::hash<Rep>{}(strong.value()); }
};
