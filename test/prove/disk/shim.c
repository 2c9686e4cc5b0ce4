/*
 * Preloaded into a process (LD_PRELOAD): writes down what it does to the files below DISK_WATCH, in order, into the
 * file DISK_RECORD, and lets the n-th such call fail as DISK_CONTROL says. One record a call:
 * op (1), fd (4), offset (8), length (4), then so many bytes. What goes to stdout is recorded too: it was acknowledged.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 'o', WRITTEN = 'w', CUT = 't', SYNCED = 's', RENAMED = 'r', REMOVED = 'u', SAID = 'a', CLOSED = 'c' };
enum { NO_SPACE = 1, IO_ERROR = 2, SHORT = 3 };

/* What the process that is watched says: fail the call number `n` from now, and with `lasting` all after it. */
struct control { int32_t armed, kind, n, lasting, count, hits; };

static struct control none, *control = &none;
static const char *watch;
static int record = -1;
static unsigned char watched[4096];
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *to = getenv("DISK_RECORD"), *by = getenv("DISK_CONTROL");
  watch = getenv("DISK_WATCH");
  if (to) record = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int fd = by ? syscall(SYS_openat, AT_FDCWD, by, O_RDWR | O_CLOEXEC, 0) : -1;
  if (fd < 0) return;
  void *at = mmap(0, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (at != MAP_FAILED) control = at;
}

static void note(char op, int fd, int64_t offset, const void *bytes, uint32_t length) {
  if (record < 0) return;
  char head[17];
  int32_t number = fd;
  head[0] = op;
  memcpy(head + 1, &number, 4);
  memcpy(head + 5, &offset, 8);
  memcpy(head + 13, &length, 4);
  struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, length}};
  pthread_mutex_lock(&one);
  syscall(SYS_writev, record, parts, 2);
  pthread_mutex_unlock(&one);
}

/* The index of the log is rebuilt at each opening and not part of what must survive. */
static int below(const char *path) {
  size_t length = path ? strlen(path) : 0;
  size_t prefix = watch ? strlen(watch) : 0;
  if (!path || !watch || strncmp(path, watch, prefix) || (path[prefix] && path[prefix] != '/')) return 0;
  return !(length > 4 && !strcmp(path + length - 4, "-shm"));
}
static int isOurs(int fd) { return fd >= 0 && fd < 4096 && watched[fd]; }

/* The kind of failure this call is to meet; 0: none. */
static int fault(void) {
  if (!control->armed) return 0;
  int count = __sync_add_and_fetch(&control->count, 1);
  if (count != control->n && !(control->lasting && count > control->n)) return 0;
  control->hits += 1;
  int kind = count == control->n ? control->kind : control->kind == SHORT ? NO_SPACE : control->kind;
  errno = kind == IO_ERROR ? EIO : ENOSPC;
  return kind;
}

#define OPEN(name, real)                                                                   \
  int name(const char *path, int flags, ...) {                                             \
    va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest);       \
    int ours = below(path), create = ours && (flags & O_CREAT) && access(path, F_OK) != 0; \
    if (create && fault()) return -1;                                                      \
    int fd = REAL(real)(path, flags, mode);                                                \
    if (fd >= 0 && fd < 4096) watched[fd] = ours;                                          \
    if (fd >= 0 && ours) note(OPENED, fd, flags, path, strlen(path));                      \
    return fd;                                                                             \
  }
OPEN(open, open)
OPEN(open64, open64)

int close(int fd) {
  if (isOurs(fd)) { watched[fd] = 0; note(CLOSED, fd, 0, "", 0); }
  return REAL(close)(fd);
}

static ssize_t put(int fd, const void *bytes, size_t length, int64_t offset) {
  int kind = fault();
  if (kind == NO_SPACE || kind == IO_ERROR) return -1;
  if (kind == SHORT) length = length > 1 ? length / 2 : length;
  ssize_t done = offset < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
  return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (fd == 1 && record >= 0) note(SAID, 1, 0, bytes, length);
  if (!isOurs(fd)) return syscall(SYS_write, fd, bytes, length);
  int64_t at = fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
  ssize_t done = put(fd, bytes, length, -1);
  if (done > 0) note(WRITTEN, fd, at, bytes, done);
  return done;
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  if (!isOurs(fd)) return syscall(SYS_pwrite64, fd, bytes, length, offset);
  ssize_t done = put(fd, bytes, length, offset);
  if (done > 0) note(WRITTEN, fd, offset, bytes, done);
  return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

int ftruncate64(int fd, off64_t length) {
  if (isOurs(fd) && fault()) return -1;
  int failed = syscall(SYS_ftruncate, fd, length);
  if (!failed && isOurs(fd)) note(CUT, fd, length, "", 0);
  return failed;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) {
  if (isOurs(fd) && fault()) return -1;
  int failed = getenv("DISK_NO_SYNC") ? 0 : syscall(SYS_fsync, fd);
  if (!failed && isOurs(fd)) note(SYNCED, fd, 0, "", 0);
  return failed;
}
int fdatasync(int fd) { return fsync(fd); }

int rename(const char *from, const char *to) {
  char both[8192];
  size_t length = strlen(from) + strlen(to) + 1;
  if (below(from) && fault()) return -1;
  int failed = REAL(rename)(from, to);
  if (failed || !below(from) || length > sizeof both) return failed;
  memcpy(both, from, strlen(from) + 1);
  memcpy(both + strlen(from) + 1, to, strlen(to));
  note(RENAMED, -1, strlen(from), both, length);
  return failed;
}
static int gone(int failed, const char *path) {
  if (!failed && below(path)) note(REMOVED, -1, 0, path, strlen(path));
  return failed;
}
int unlink(const char *path) { return gone(REAL(unlink)(path), path); }
int remove(const char *path) { return gone(REAL(remove)(path), path); }
int unlinkat(int dir, const char *path, int flags) { return gone(REAL(unlinkat)(dir, path, flags), path); }
