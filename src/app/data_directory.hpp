// What lies where in the data directory:
//   dimona.sqlite   the store        keys/   signing keys of tokens and of receipts, secret of the open service (mode
//   0700) mail/   letters, when there is no mail server serve.lock      held by the running server, or by one that
//   starts when several share a database demo/           credentials of a demonstration
#pragma once

#include <memory>
#include <string>

#include "register/port/store.hpp"

namespace dimona::app {

inline constexpr const char* default_data_directory = "/var/lib/dimona";

// Held while this lives.
class ServeLock {
public:
    explicit ServeLock(int descriptor) : descriptor_(descriptor) {}
    ~ServeLock();
    ServeLock(const ServeLock&) = delete;
    ServeLock& operator=(const ServeLock&) = delete;

private:
    int descriptor_;
};

class DataDirectory {
public:
    // Makes the directory and its parents.
    static Result<DataDirectory> create(const std::string& path);
    // For commands that work on what is there.
    static Result<DataDirectory> existing(const std::string& path);

    [[nodiscard]] std::string store_file() const { return path_ + "/dimona.sqlite"; }
    [[nodiscard]] std::string signing_key_file() const { return path_ + "/keys/token-signing.pem"; }
    [[nodiscard]] std::string receipt_key_file() const { return path_ + "/keys/receipt-signing.pem"; }
    [[nodiscard]] std::string former_receipt_keys() const { return path_ + "/keys/former-receipts"; }
    // A secret of the service (32 bytes), made when it does not exist; shared by servers that share the directory.
    [[nodiscard]] Result<std::string> open_service_key() const;
    [[nodiscard]] std::string mail_directory() const { return path_ + "/mail"; }
    [[nodiscard]] std::string demo_directory() const { return path_ + "/demo"; }
    // The folder of a demonstration is also its mark.
    [[nodiscard]] bool is_demonstration() const;
    [[nodiscard]] Result<std::unique_ptr<registry::Store>> open_store() const;
    // Waits for another server that is starting: several may use one directory when their store is shared.
    [[nodiscard]] Result<std::unique_ptr<ServeLock>> lock_for_starting() const;
    // An error when another server has it.
    [[nodiscard]] Result<std::unique_ptr<ServeLock>> lock_for_serving() const;

private:
    [[nodiscard]] Result<std::unique_ptr<ServeLock>> lock(int how) const;
    explicit DataDirectory(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

}  // namespace dimona::app
