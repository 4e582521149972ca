# Every dependency of the program, with its reason. Debian 12 packages: script/setup installs them.
#
#   what              Debian package                     why
#   Boost 1.81        libboost1.81-dev                   Beast and Asio: HTTP/1.1 with coroutines, timers, TLS streams
#   Boost.JSON        libboost-json1.81-dev              strict JSON reading and writing
#   Boost.URL         libboost-url1.81-dev               request targets and query parameters
#   OpenSSL 3         libssl-dev                         TLS, SHA-256, signatures of tokens
#   Boost.Locale      libboost-locale1.81-dev, gettext   translations of the pages
#   libsodium         libsodium-dev                      argon2id for passwords
#   pango, cairo      libpango1.0-dev, fonts-dejavu-core receipts on paper
#   libqrencode       libqrencode-dev                    QR codes on receipts
#   qpdf, lcms2       libqpdf-dev, liblcms2-dev          what makes a PDF one for archives: metadata, colour profile
#   libxlsxwriter     libxlsxwriter-dev                  Excel files to take along
#   libzip, libxml2   libzip-dev, libxml2-dev            Excel files that are sent
#   libcurl           libcurl4-openssl-dev               mail (SMTP, IMAP), OpenID Connect providers
#   GMime             libgmime-3.0-dev                   messages that arrive: addresses, encodings, parts
#   SQLite 3.40       libsqlite3-dev                     the embedded store
#   libpq 15           libpq-dev                          the store on PostgreSQL, pipelined
#   tl::expected      libexpected-dev                    Result<T>: std::expected is C++23
#   date-tz           libhowardhinnant-date-dev, tzdata  Europe/Brussels: libstdc++ 12 has no time zones
#   ICU               libicu-dev                         folding of names (accents, case)
#   libcsv            libcsv-dev                         CSV import and code lists
#   toml++            libtomlplusplus-dev                rule cards, parameters, configuration file
#   CLI11             libcli11-dev                       command line
#   spdlog, fmt       libspdlog-dev, libfmt-dev          JSON log lines; text formatting
#   prometheus-cpp    prometheus-cpp-dev                 metrics in the Prometheus text format
#   GoogleTest        libgtest-dev, libgmock-dev         tests
#   RapidCheck        librapidcheck-dev                  properties
#   Google Benchmark  libbenchmark-dev                   micro benchmarks

set(Boost_NO_BOOST_CMAKE OFF)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json locale url)
find_package(OpenSSL 3 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(PostgreSQL 15 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(date REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(prometheus-cpp REQUIRED CONFIG)
find_package(PkgConfig REQUIRED)
foreach(library IN ITEMS libsodium:sodium pangocairo:pangocairo libqrencode:qrencode lcms2:lcms2 libqpdf:qpdf
                xlsxwriter:xlsxwriter libxml-2.0:libxml2 libzip:libzip libcurl:libcurl gmime-3.0:gmime)
    string(REPLACE ":" ";" pair ${library})
    list(GET pair 0 module)
    list(GET pair 1 target)
    pkg_check_modules(${target} REQUIRED IMPORTED_TARGET ${module})
endforeach()
find_path(LIBCSV_INCLUDE_DIR csv.h REQUIRED)
find_library(LIBCSV_LIBRARY csv REQUIRED)
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
find_path(CLI11_INCLUDE_DIR CLI/CLI.hpp REQUIRED)
