#include "config.h"

#include "net/throttle.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/scope.h"

/* A moment further ahead than this was not written by a sane program (or by
 * one with another clock). */
#define MOST_AHEAD ((gint64)600 * G_USEC_PER_SEC)
#define MOST_HOLD ((gint64)300 * G_USEC_PER_SEC)
#define MAGIC "veille-throttle-1"
#define BOOT_ID "/proc/sys/kernel/random/boot_id"

struct VlThrottle {
    char *folder; /* NULL: this process alone */
    char *boot;   /* the monotonic clock starts anew with each boot */
    GMutex mutex;
    GHashTable *moments; /* name -> gint64 *, for want of a folder */
};

static char *
boot_id(void)
{
    char text[64] = {0};
    vl_autofd int fd = open(BOOT_ID, O_RDONLY | O_CLOEXEC);
    gssize n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
    return g_strstrip(g_strdup(n > 0 ? text : "unknown"));
}

VlThrottle *
vl_throttle_new(const char *folder)
{
    VlThrottle *throttle = g_new0(VlThrottle, 1);
    g_mutex_init(&throttle->mutex);
    throttle->boot = boot_id();
    throttle->moments =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GError) problem = NULL;
    if (folder != NULL && vl_file_make_folder(folder, &problem))
        throttle->folder = g_strdup(folder);
    if (problem != NULL)
        g_debug("no shared rate limit: %s", problem->message);
    return throttle;
}

void
vl_throttle_free(VlThrottle *throttle)
{
    if (throttle == NULL)
        return;
    g_hash_table_unref(throttle->moments);
    g_mutex_clear(&throttle->mutex);
    g_free(throttle->folder);
    g_free(throttle->boot);
    g_free(throttle);
}

/* The open and locked file; -1 when there is none to be had.  The lock is
 * held for two short calls, so it is waited for. */
static int
open_locked(const VlThrottle *throttle, const char *name)
{
    if (throttle->folder == NULL)
        return -1;
    g_autofree char *path = g_build_filename(throttle->folder, name, NULL);
    vl_autofd int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
                                      O_NONBLOCK,
                            0600);
    if (fd < 0)
        return -1;
    while (flock(fd, LOCK_EX) < 0)
        if (errno != EINTR)
            return -1;
    return vl_steal_fd(&fd);
}

/* The moment in the file; kept when it holds none that can be believed. */
static gint64
read_moment(const VlThrottle *throttle, int fd, gint64 now, gint64 kept)
{
    char text[256] = {0};
    gssize n = pread(fd, text, sizeof(text) - 1, 0);
    g_auto(GStrv) words = g_strsplit(n > 0 ? text : "", " ", 4);
    gint64 moment = 0;
    if (g_strv_length(words) != 4 || !g_str_equal(words[0], MAGIC) ||
        !g_str_equal(words[1], throttle->boot) ||
        !g_ascii_string_to_signed(words[2], 10, 0, G_MAXINT64, &moment, NULL))
        return kept;
    return moment > now + MOST_AHEAD ? kept : moment;
}

static void
write_moment(const VlThrottle *throttle, int fd, gint64 moment)
{
    g_autofree char *text =
        g_strdup_printf("%s %s %" G_GINT64_FORMAT " \n", MAGIC,
                        throttle->boot, moment);
    gssize n = (gssize)strlen(text);
    if (pwrite(fd, text, (gsize)n, 0) != n || ftruncate(fd, n) < 0)
        g_debug("a rate limit could not be noted: %s", g_strerror(errno));
}

typedef struct {
    gint64 now, at_least, then;
} Step;

/* The moment that is free, not before at_least; it moves on by then. */
static gint64
advance(gint64 moment, const Step *step)
{
    return MAX(MAX(moment, step->now), step->at_least) + step->then;
}

static gint64
move_on(VlThrottle *throttle, const char *name, const Step *step)
{
    g_mutex_lock(&throttle->mutex);
    gint64 *kept = g_hash_table_lookup(throttle->moments, name);
    if (kept == NULL) {
        kept = g_new0(gint64, 1);
        g_hash_table_insert(throttle->moments, g_strdup(name), kept);
    }
    vl_autofd int fd = open_locked(throttle, name);
    gint64 moment =
        fd >= 0 ? read_moment(throttle, fd, step->now, *kept) : *kept;
    *kept = advance(moment, step);
    if (fd >= 0)
        write_moment(throttle, fd, *kept);
    gint64 taken = *kept - step->then;
    g_mutex_unlock(&throttle->mutex);
    return taken;
}

gint64
vl_throttle_take(VlThrottle *throttle, const char *name, double per_second,
                 gint64 now)
{
    if (per_second <= 0)
        return now;
    double space = G_USEC_PER_SEC / per_second * VL_THROTTLE_MARGIN;
    const Step step = {.now = now, .then = (gint64)space};
    return move_on(throttle, name, &step);
}

void
vl_throttle_hold(VlThrottle *throttle, const char *name, gint64 now,
                 gint64 microseconds)
{
    const Step step = {.now = now,
                       .at_least = now + MIN(microseconds, MOST_HOLD)};
    move_on(throttle, name, &step);
}
