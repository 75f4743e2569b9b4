#include "config.h"

#include "pdf/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/error.h"
#include "base/scope.h"

/* Landlock's interface, written out here because the headers of Debian 12
 * know the first versions only while the kernel may know more. */
#define LL_CREATE_RULESET 444
#define LL_ADD_RULE 445
#define LL_RESTRICT_SELF 446
#define LL_QUERY_VERSION 1u
#define LL_RULE_PATH_BENEATH 1
#define LL_FS_READ_FILE (1u << 2)
#define LL_FS_READ_DIR (1u << 3)

struct ll_ruleset {
    guint64 handled_fs, handled_net, scoped;
};

struct ll_path_beneath {
    guint64 allowed;
    gint32 parent_fd;
} __attribute__((packed));

/* What a kernel of at least this version can handle.  The structure grew
 * with the versions, and an older kernel refuses the longer one. */
static const struct {
    long version;
    struct ll_ruleset ruleset;
    gsize size;
} ll_versions[] = {
    {6, {0xFFFF, 3, 3}, 24}, {5, {0xFFFF, 3, 0}, 16}, {4, {0x7FFF, 3, 0}, 16},
    {3, {0x7FFF, 0, 0}, 8},  {2, {0x3FFF, 0, 0}, 8},  {1, {0x1FFF, 0, 0}, 8},
};

static gboolean
set_limit(int resource, rlim_t soft, rlim_t hard)
{
    struct rlimit limit = {soft, hard}, now;
    /* A limit that is tighter already stays: raising it may be refused. */
    if (getrlimit(resource, &now) == 0) {
        limit.rlim_max = MIN(limit.rlim_max, now.rlim_max);
        limit.rlim_cur = MIN(MIN(limit.rlim_cur, now.rlim_cur), limit.rlim_max);
    }
    return setrlimit(resource, &limit) == 0;
}

static gboolean
set_limits(const VlSealOptions *options)
{
    /* A write beyond RLIMIT_FSIZE must fail, not kill. */
    signal(SIGXFSZ, SIG_IGN);
    rlim_t cpu = options->cpu_seconds, memory = options->memory_bytes;
    return set_limit(RLIMIT_AS, memory, memory) &&
           set_limit(RLIMIT_CPU, cpu, cpu + 2) &&
           set_limit(RLIMIT_FSIZE, 0, 0) && set_limit(RLIMIT_CORE, 0, 0) &&
           set_limit(RLIMIT_NOFILE, 64, 64) &&
           set_limit(RLIMIT_STACK, 8 << 20, 8 << 20);
}

static gboolean
leave_open(int ruleset, const char *path)
{
    vl_autofd int folder = open(path, O_PATH | O_CLOEXEC | O_DIRECTORY);
    if (folder < 0)
        return TRUE;
    struct ll_path_beneath rule = {LL_FS_READ_FILE | LL_FS_READ_DIR, folder};
    return syscall(LL_ADD_RULE, ruleset, LL_RULE_PATH_BENEATH, &rule, 0u) == 0;
}

/* TRUE when Landlock holds from here on. */
static gboolean
enter_landlock(const char *const *may_read)
{
    long version = syscall(LL_CREATE_RULESET, NULL, (gsize)0, LL_QUERY_VERSION);
    guint i = 0;
    while (i < G_N_ELEMENTS(ll_versions) && ll_versions[i].version > version)
        i++;
    if (version < 1 || i == G_N_ELEMENTS(ll_versions))
        return FALSE;
    vl_autofd int ruleset = (int)syscall(
        LL_CREATE_RULESET, &ll_versions[i].ruleset, ll_versions[i].size, 0u);
    if (ruleset < 0)
        return FALSE;
    for (; *may_read != NULL; may_read++)
        if (!leave_open(ruleset, *may_read))
            return FALSE;
    return syscall(LL_RESTRICT_SELF, ruleset, 0u) == 0;
}

/* What text extraction was seen to use, and what the C library needs to
 * allocate, to report a failure and to end. */
static const int allowed[] = {
    SCMP_SYS(read),           SCMP_SYS(pread64),      SCMP_SYS(readv),
    SCMP_SYS(write),          SCMP_SYS(writev),       SCMP_SYS(close),
    SCMP_SYS(lseek),          SCMP_SYS(_llseek),      SCMP_SYS(newfstatat),
    SCMP_SYS(fstat),          SCMP_SYS(fstat64),      SCMP_SYS(fstatat64),
    SCMP_SYS(getdents64),     SCMP_SYS(brk),          SCMP_SYS(munmap),
    SCMP_SYS(mremap),         SCMP_SYS(madvise),      SCMP_SYS(futex),
    SCMP_SYS(sysinfo),        SCMP_SYS(getrandom),    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),   SCMP_SYS(getpid),       SCMP_SYS(gettid),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall),
    SCMP_SYS(sched_yield),    SCMP_SYS(exit),         SCMP_SYS(exit_group),
};

/* Harmless questions of the libraries: answered with a refusal, because
 * killing would end nearly every run whose output is a terminal. */
static const struct {
    int number, refusal;
} refused[] = {
    {SCMP_SYS(ioctl), ENOTTY},
    {SCMP_SYS(getpeername), ENOTSOCK},
    {SCMP_SYS(getsockname), ENOTSOCK},
    {SCMP_SYS(open), EACCES},
    {SCMP_SYS(access), EACCES},
    {SCMP_SYS(faccessat), EACCES},
    {SCMP_SYS(stat), EACCES},
    {SCMP_SYS(lstat), EACCES},
    {SCMP_SYS(statx), EACCES},
    {SCMP_SYS(readlink), EACCES},
    {SCMP_SYS(readlinkat), EACCES},
    {SCMP_SYS(statfs), EACCES},
    {SCMP_SYS(unlink), EACCES},
    {SCMP_SYS(unlinkat), EACCES},
    {SCMP_SYS(socket), EACCES},
    {SCMP_SYS(prlimit64), EPERM},
    {SCMP_SYS(sched_getaffinity), EPERM},
};

/* Calls that are harmless with some arguments only: no descriptor is
 * duplicated onto another, no memory becomes executable, signals go to this
 * process alone and the handler of SIGSYS stays. */
static gboolean
allow_with_conditions(scmp_filter_ctx filter, gboolean landlock)
{
    const struct scmp_arg_cmp not_exec_mapping =
        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    const struct scmp_arg_cmp this_process =
        SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid());
    const struct scmp_arg_cmp other_signal = SCMP_A0(SCMP_CMP_NE, SIGSYS);
    const struct scmp_arg_cmp read_only =
        SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY);
    const struct scmp_arg_cmp writing[] = {
        SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, O_WRONLY),
        SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, O_RDWR),
        SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, O_ACCMODE),
    };
    static const int fcntl_commands[] = {F_GETFD, F_SETFD, F_GETFL};
    int failed = 0;
    failed |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                                     &not_exec_mapping);
    failed |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect),
                                     1, &not_exec_mapping);
    failed |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill),
                                     1, &this_process);
    failed |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
                                     SCMP_SYS(rt_sigaction), 1, &other_signal);
    for (guint i = 0; i < G_N_ELEMENTS(fcntl_commands); i++)
        failed |= seccomp_rule_add(
            filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
            SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)fcntl_commands[i]));
    if (!landlock)
        return failed == 0 && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES),
                                               SCMP_SYS(openat), 0) == 0;
    failed |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat),
                                     1, &read_only);
    for (guint i = 0; i < G_N_ELEMENTS(writing); i++)
        failed |= seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EACCES),
                                         SCMP_SYS(openat), 1, &writing[i]);
    return failed == 0;
}

static gboolean
add_rules(scmp_filter_ctx filter, gboolean landlock)
{
    for (guint i = 0; i < G_N_ELEMENTS(allowed); i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) != 0)
            return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO((guint)refused[i].refusal),
                             refused[i].number, 0) != 0)
            return FALSE;
    return allow_with_conditions(filter, landlock);
}

static gboolean names_calls;

static void
write_text(const char *text, gsize n)
{
    gssize ignored = write(STDERR_FILENO, text, n);
    (void)ignored;
}

/* Writes which call it was, and lets the signal end the process. */
static void
on_forbidden_call(int signal_number, siginfo_t *info, void *context)
{
    (void)context;
    char text[] = "veille-pdf: forbidden system call 0000000\n";
    char *digit = text + sizeof(text) - 3;
    for (int n = info->si_syscall; *digit == '0'; digit--, n /= 10)
        *digit = (char)('0' + n % 10);
    write_text(text, sizeof(text) - 1 - names_calls);
    if (names_calls) {
        char *name = seccomp_syscall_resolve_num_arch(
            seccomp_arch_native(), info->si_syscall);
        write_text(" (", 2);
        write_text(name == NULL ? "unknown" : name,
                   name == NULL ? 7 : strlen(name));
        write_text(")\n", 2);
    }
    raise(signal_number);
}

static gboolean
enter_seccomp(gboolean landlock)
{
    /* The handler runs once: the signal that it raises has its default
     * action again, and the filter forbids setting another handler. */
    struct sigaction action = {.sa_sigaction = on_forbidden_call,
                               .sa_flags =
                                   SA_SIGINFO | (int)SA_RESETHAND | SA_NODEFER};
    if (sigaction(SIGSYS, &action, NULL) != 0)
        return FALSE;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
    if (filter == NULL)
        return FALSE;
    gboolean loaded = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
                                       SCMP_ACT_KILL_PROCESS) == 0 &&
                      add_rules(filter, landlock) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

static gboolean
refuse(GError **error, const char *what)
{
    g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                "the PDF reader cannot seal itself: %s; "
                "--unsafe-no-sandbox reads without (only files that you "
                "trust)",
                what);
    return FALSE;
}

gboolean
vl_seal_process(const VlSealOptions *options, int keep_below, char **sandbox,
                GError **error)
{
    if (syscall(SYS_close_range, (guint)keep_below, ~0u, 0u) != 0)
        for (int fd = keep_below; fd < 1024; fd++)
            close(fd);
    if (!set_limits(options))
        return refuse(error, "its resource limits cannot be set");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return refuse(error, "the kernel keeps its privileges");
    if (options->mode == VL_SEAL_LIMITS) {
        *sandbox = g_strdup("rlimit");
        return TRUE;
    }
    gboolean landlock =
        options->mode == VL_SEAL_FULL && enter_landlock(options->may_read);
    if (options->draws && !landlock)
        return refuse(error,
                      "pictures need fonts, and without Landlock (in Linux "
                      "from 5.13 on) none can be opened safely");
    /* Allocated before the filter: nothing may fail after it. */
    names_calls = options->names_calls;
    g_autofree char *names =
        g_strdup(landlock ? "landlock,seccomp,rlimit" : "seccomp,rlimit");
    if (!enter_seccomp(landlock))
        return refuse(error, "the kernel has no seccomp filter");
    *sandbox = g_steal_pointer(&names);
    return TRUE;
}
