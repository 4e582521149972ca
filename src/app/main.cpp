#include "app/commands.hpp"

int main(int argc, char** argv) { return dimona::app::run_command_line(argc, argv); }
