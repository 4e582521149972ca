// People of a demonstration who may sign in: one access manager an employer, and at one of them every role.
#pragma once

#include <boost/json.hpp>

#include "app/data_directory.hpp"
#include "app/demo/population.hpp"

namespace dimona::app {

// Makes the accounts with new passwords and secrets, and writes them to demo/users.json. Does not commit.
[[nodiscard]] Status add_demo_users(registry::Writer& writer, const DataDirectory& directory,
                                    const Population& population);
// What demo/users.json holds; empty when there is none.
[[nodiscard]] boost::json::array demo_users(const DataDirectory& directory);
// A few lines for the terminal.
[[nodiscard]] std::string describe_demo_users(const boost::json::array& users);

}  // namespace dimona::app
