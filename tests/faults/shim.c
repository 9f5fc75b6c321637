/* Makes the n-th call of the system that concerns a folder fail, or ends the process there.
 *
 * Preloaded into a process; the environment says what happens, and only where FAULT_AT is set:
 *   FAULT_UNDER  the folder; calls on its files, by name or by descriptor, are counted
 *   FAULT_AT     which of these calls fails, from 1; 0 lets all pass
 *   FAULT_ERRNO  with which error; negative ends the process by that signal
 *   FAULT_STAYS  the disk stays full: every later call that needs room fails as well, and a write is first cut short
 *   FAULT_NAMED  there are no files without a name, as on some file systems
 *   FAULT_LOG    a file that gets the number of calls so far
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096
static char ours[MOST];
static long calls;
static int full;

static int number(const char *name) {
    const char *text = getenv(name);
    return text ? atoi(text) : 0;
}

static int under(int folder, const char *path) {
    const char *place = getenv("FAULT_UNDER");
    if (!place || !getenv("FAULT_AT")) return 0;
    if (path && path[0] == '/') return strncmp(path, place, strlen(place)) == 0;
    return folder >= 0 && folder < MOST && ours[folder];
}

static void note(void) {
    const char *path = getenv("FAULT_LOG");
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", calls);
    int log = path ? syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600) : -1;
    if (log >= 0) {
        if (syscall(SYS_write, log, text, length) < 0) _exit(99);
        syscall(SYS_close, log);
    }
}

/* Whether this call is to fail; `room` tells that it needs room on the disk. */
static int fails(int room) {
    calls++;
    note();
    int error = number("FAULT_ERRNO");
    if (calls == number("FAULT_AT")) {
        if (error < 0) syscall(SYS_kill, getpid(), -error);
        full = getenv("FAULT_STAYS") != NULL;
        if (full && !room) return 0;
        errno = error;
        return 1;
    }
    if (full && room) {
        errno = error;
        return 1;
    }
    return 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int opening(int folder, const char *path, int flags, int *fault) {
    int mine = under(folder, path);
    *fault = 0;
    if (mine && (flags & O_TMPFILE) == O_TMPFILE && getenv("FAULT_NAMED")) {
        errno = EOPNOTSUPP;
        *fault = 1;
    } else if (mine) {
        *fault = fails((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE);
    }
    return mine;
}

static int opened(int descriptor, int mine) {
    if (descriptor >= 0 && descriptor < MOST) ours[descriptor] = mine;
    return descriptor;
}

#define OPEN(name)                                                          \
    int name(const char *path, int flags, ...) {                            \
        va_list rest;                                                       \
        int fault;                                                          \
        va_start(rest, flags);                                              \
        mode_t mode = va_arg(rest, mode_t);                                 \
        va_end(rest);                                                       \
        int mine = opening(-1, path, flags, &fault);                        \
        return fault ? -1 : opened(REAL(name)(path, flags, mode), mine);    \
    }
#define OPENAT(name)                                                              \
    int name(int folder, const char *path, int flags, ...) {                      \
        va_list rest;                                                             \
        int fault;                                                                \
        va_start(rest, flags);                                                    \
        mode_t mode = va_arg(rest, mode_t);                                       \
        va_end(rest);                                                             \
        int mine = opening(folder, path, flags, &fault);                          \
        return fault ? -1 : opened(REAL(name)(folder, path, flags, mode), mine);  \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

#define MINE(descriptor) ((descriptor) >= 0 && (descriptor) < MOST && ours[descriptor] && getenv("FAULT_AT"))

ssize_t write(int descriptor, const void *bytes, size_t size) {
    if (MINE(descriptor)) {
        int before = full;
        if (fails(1)) {
            if (!full || before || size < 2) return -1;
            size /= 2; /* the disk was full in the middle */
        }
    }
    return REAL(write)(descriptor, bytes, size);
}

#define SIMPLE(type, name, parameters, arguments, condition, room)  \
    type name parameters {                                          \
        if ((condition) && fails(room)) return -1;                  \
        return REAL(name) arguments;                                \
    }
SIMPLE(ssize_t, read, (int d, void *b, size_t n), (d, b, n), MINE(d), 0)
SIMPLE(ssize_t, pread64, (int d, void *b, size_t n, off64_t o), (d, b, n, o), MINE(d), 0)
SIMPLE(int, fsync, (int d), (d), MINE(d), 1)
SIMPLE(int, fdatasync, (int d), (d), MINE(d), 1)
SIMPLE(int, fchmod, (int d, mode_t m), (d, m), MINE(d), 0)
SIMPLE(int, flock, (int d, int o), (d, o), MINE(d), 0)
SIMPLE(int, ftruncate64, (int d, off64_t n), (d, n), MINE(d), 1)
SIMPLE(int, chmod, (const char *p, mode_t m), (p, m), under(-1, p), 0)
SIMPLE(int, mkdir, (const char *p, mode_t m), (p, m), under(-1, p), 1)
SIMPLE(int, mkdirat, (int d, const char *p, mode_t m), (d, p, m), under(d, p), 1)
SIMPLE(int, rmdir, (const char *p), (p), under(-1, p), 0)
SIMPLE(int, unlink, (const char *p), (p), under(-1, p), 0)
SIMPLE(int, unlinkat, (int d, const char *p, int f), (d, p, f), under(d, p), 0)
SIMPLE(int, link, (const char *a, const char *b), (a, b), under(-1, b), 1)
SIMPLE(int, linkat, (int d, const char *a, int e, const char *b, int f), (d, a, e, b, f), under(e, b), 1)
SIMPLE(int, rename, (const char *a, const char *b), (a, b), under(-1, b), 0)
SIMPLE(int, renameat, (int d, const char *a, int e, const char *b), (d, a, e, b), under(e, b), 0)
SIMPLE(int, renameat2, (int d, const char *a, int e, const char *b, unsigned f), (d, a, e, b, f), under(e, b), 0)

int close(int descriptor) {
    int mine = MINE(descriptor);
    if (descriptor >= 0 && descriptor < MOST) ours[descriptor] = 0;
    if (mine && fails(0)) {
        int error = errno;
        REAL(close)(descriptor);
        errno = error;
        return -1;
    }
    return REAL(close)(descriptor);
}

DIR *opendir(const char *path) {
    return under(-1, path) && fails(0) ? NULL : REAL(opendir)(path);
}
