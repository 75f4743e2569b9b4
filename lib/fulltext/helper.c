#include "config.h"

#include "fulltext/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/scope.h"

#define OUTPUT_FD 3
#define INPUT_FD 4
#define MAX_COMPLAINTS 16384

/* A descriptor that no dup2 onto 0 to 4 can overwrite. */
static int
out_of_the_way(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC, 10);
}

static gboolean
make_pipe(int *reading, int *writing)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return FALSE;
    *reading = ends[0];
    *writing = out_of_the_way(ends[1]);
    close(ends[1]);
    return *writing >= 0;
}

/* Every signal is as a new program expects it, whatever veille ignores. */
static void
set_signals(posix_spawnattr_t *attributes)
{
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setflags(attributes,
                             POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

static int
spawn(pid_t *pid, char *const *argv, int input, int output, int complaints)
{
    char locale[] = "LC_ALL=C.UTF-8";
    char *environment[] = {locale, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    set_signals(&attributes);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, complaints, 2);
    posix_spawn_file_actions_adddup2(&actions, output, OUTPUT_FD);
    posix_spawn_file_actions_adddup2(&actions, input, INPUT_FD);
    posix_spawn_file_actions_addclosefrom_np(&actions, INPUT_FD + 1);
    int failure =
        posix_spawn(pid, argv[0], &actions, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

gboolean
vl_helper_start(VlHelper *helper, char *const *argv, int input, GError **error)
{
    vl_autofd int output_read = -1;
    vl_autofd int output_write = -1;
    vl_autofd int complaints_read = -1;
    vl_autofd int complaints_write = -1;
    vl_autofd int high_input = out_of_the_way(input);
    int failure = 0;
    if (high_input < 0 || !make_pipe(&output_read, &output_write) ||
        !make_pipe(&complaints_read, &complaints_write))
        failure = errno;
    if (failure == 0)
        failure = spawn(&helper->pid, argv, high_input, output_write,
                        complaints_write);
    if (failure != 0) {
        g_set_error(error, VL_ERROR, VL_ERROR_FAILED,
                    "cannot start the PDF reader '%s': %s; is veille "
                    "installed completely?",
                    argv[0], g_strerror(failure));
        return FALSE;
    }
    helper->output = vl_steal_fd(&output_read);
    helper->complaints = vl_steal_fd(&complaints_read);
    return TRUE;
}

/* Milliseconds until the deadline, rounded up. */
static int
time_left(gint64 deadline)
{
    gint64 left = deadline - g_get_monotonic_time();
    return left <= 0 ? 0 : (int)MIN(left / 1000 + 1, 60 * 60 * 1000);
}

static void
close_fd(int *fd)
{
    close(*fd);
    *fd = -1;
}

static void
keep_complaints(VlHelper *helper, GString *complaints)
{
    char buffer[4096];
    gssize n = read(helper->complaints, buffer, sizeof(buffer));
    if (n < 0 && errno == EINTR)
        return;
    if (n <= 0) {
        close_fd(&helper->complaints);
        return;
    }
    g_string_append_len(complaints, buffer, n);
    if (complaints->len > MAX_COMPLAINTS)
        g_string_erase(complaints, 0,
                       (gssize)(complaints->len - MAX_COMPLAINTS / 2));
}

/* FALSE: the function wants no more.  *heard: when the last bytes came. */
static gboolean
take_output(VlHelper *helper, VlHelperFunc func, gpointer data, gint64 *heard)
{
    char buffer[65536];
    gssize n = read(helper->output, buffer, sizeof(buffer));
    if (n < 0 && errno == EINTR)
        return TRUE;
    if (n > 0) {
        *heard = g_get_monotonic_time();
        return func(buffer, (gsize)n, data);
    }
    close_fd(&helper->output);
    return TRUE;
}

gint64
vl_helper_deadline(gint64 start, gint64 heard, guint wall_seconds)
{
    gint64 wall = (gint64)wall_seconds * G_USEC_PER_SEC;
    return MIN(MAX(start + wall, heard + wall / 3),
               start + VL_HELPER_MOST * wall);
}

VlHelperStop
vl_helper_listen(VlHelper *helper, guint wall_seconds, VlHelperFunc func,
                 gpointer data, GString *complaints)
{
    gint64 start = g_get_monotonic_time(), heard = 0;
    /* Complaints are read until their end too: the last ones tell of what
     * the process died. */
    while (helper->output >= 0 || helper->complaints >= 0) {
        gint64 deadline = vl_helper_deadline(start, heard, wall_seconds);
        struct pollfd files[] = {
            {.fd = helper->output, .events = POLLIN},
            {.fd = helper->complaints, .events = POLLIN},
        };
        int ready = poll(files, G_N_ELEMENTS(files), time_left(deadline));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return VL_HELPER_DEADLINE;
        if (files[1].revents != 0)
            keep_complaints(helper, complaints);
        if (files[0].revents != 0 && !take_output(helper, func, data, &heard))
            return VL_HELPER_ENOUGH;
        /* One that talks without end must not outlive its time either. */
        if (time_left(vl_helper_deadline(start, heard, wall_seconds)) == 0)
            return VL_HELPER_DEADLINE;
    }
    return VL_HELPER_CLOSED;
}

/* Waits in small steps: there is no portable wait with a time-out. */
static gboolean
wait_until(pid_t pid, gint64 deadline, int *status, struct rusage *usage)
{
    gulong step = 100;
    for (;;) {
        pid_t ended = wait4(pid, status, WNOHANG, usage);
        if (ended == pid || (ended < 0 && errno != EINTR))
            return TRUE;
        if (time_left(deadline) == 0)
            return FALSE;
        g_usleep(step);
        step = MIN(step * 2, 20000);
    }
}

int
vl_helper_end(VlHelper *helper, gint64 deadline, struct rusage *usage)
{
    int status = 0;
    struct rusage ignored;
    if (usage == NULL)
        usage = &ignored;
    if (!wait_until(helper->pid, deadline, &status, usage)) {
        kill(helper->pid, SIGKILL);
        helper->killed = TRUE;
        while (wait4(helper->pid, &status, 0, usage) < 0 && errno == EINTR)
            continue;
    }
    helper->pid = 0;
    if (helper->output >= 0)
        close_fd(&helper->output);
    if (helper->complaints >= 0)
        close_fd(&helper->complaints);
    return status;
}
