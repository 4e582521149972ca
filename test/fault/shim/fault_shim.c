/* Stands between a program and the system (LD_PRELOAD): lets writes and flushes of regular files fail, and moves the
 * clock. What it does is said by eight numbers of 64 bits in the file that DIMONA_FAULT_FILE names, which a test may
 * change at any time:
 *   0 errno of writes     1 how many of a thousand fail     2 how many of a thousand write only a part
 *   3 errno of flushes    4 how many of a thousand fail     5 seconds that the clock is ahead (or behind) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *orders;
static atomic_uint_fast64_t calls;

__attribute__((constructor)) static void open_orders(void) {
    const char *file = getenv("DIMONA_FAULT_FILE");
    const int descriptor = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
    if (descriptor < 0) return;
    void *memory = mmap(NULL, 64, PROT_READ, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (memory != MAP_FAILED) orders = memory;
}

static int happens(int64_t permille) {
    uint64_t value = (atomic_fetch_add(&calls, 1) + 1) * 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return (int64_t)((value ^ (value >> 31U)) % 1000) < permille;
}

static int is_regular(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

/* -1 and errno: fails; otherwise how much may be written. */
static ssize_t allowed(int descriptor, size_t count) {
    if (!orders || (orders[0] == 0 && orders[2] == 0) || !is_regular(descriptor)) return (ssize_t)count;
    if (orders[0] != 0 && happens(orders[1])) {
        errno = (int)orders[0];
        return -1;
    }
    return count > 1 && happens(orders[2]) ? (ssize_t)(count / 2) : (ssize_t)count;
}

#define NEXT(name, ...)                                       \
    static __VA_ARGS__;                                       \
    if (!real) *(void **)(&real) = dlsym(RTLD_NEXT, name)

ssize_t write(int descriptor, const void *bytes, size_t count) {
    NEXT("write", ssize_t (*real)(int, const void *, size_t));
    const ssize_t part = allowed(descriptor, count);
    return part < 0 ? -1 : real(descriptor, bytes, (size_t)part);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    NEXT("pwrite", ssize_t (*real)(int, const void *, size_t, off_t));
    const ssize_t part = allowed(descriptor, count);
    return part < 0 ? -1 : real(descriptor, bytes, (size_t)part, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    NEXT("pwrite64", ssize_t (*real)(int, const void *, size_t, off64_t));
    const ssize_t part = allowed(descriptor, count);
    return part < 0 ? -1 : real(descriptor, bytes, (size_t)part, offset);
}

static int flush_fails(void) {
    if (!orders || orders[3] == 0 || !happens(orders[4])) return 0;
    errno = (int)orders[3];
    return 1;
}
int fsync(int descriptor) {
    NEXT("fsync", int (*real)(int));
    return flush_fails() ? -1 : real(descriptor);
}
int fdatasync(int descriptor) {
    NEXT("fdatasync", int (*real)(int));
    return flush_fails() ? -1 : real(descriptor);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    NEXT("clock_gettime", int (*real)(clockid_t, struct timespec *));
    const int done = real(clock, now);
    if (done == 0 && orders && clock == CLOCK_REALTIME) now->tv_sec += orders[5];
    return done;
}
