// Tables and indexes, and how an older store becomes a newer one.
#pragma once

#include "store/postgresql/connection.hpp"

namespace dimona::store {

[[nodiscard]] Status bring_up_to_date(PostgresqlConnection& connection);

// Tables and indexes that somebody removed by hand.
[[nodiscard]] Status check_definitions(PostgresqlConnection& connection);

}  // namespace dimona::store
