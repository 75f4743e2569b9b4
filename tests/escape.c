/* Tries to get out of the seal of veille-pdf.  Each attempt is made by a
 * child of its own, sealed; the parent judges.  Test program only; TAP. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "escape.h"
#include "pdf/seal.h"

/* Statuses of a child. */
enum { DENIED = 10, ESCAPED = 11, UNSEALED = 12 };

#define VICTIM "/tmp/veille-escape-XXXXXX"
#define FOLDER "/tmp/veille-escape-dir-XXXXXX"
char escape_victim[] = VICTIM;
char escape_folder[] = FOLDER;

/* As cmd/veille-pdf.c has it. */
static const char *const may_read[] = {"/usr/share/poppler", NULL};
static const char *const may_read_to_draw[] = {
    "/usr/share/poppler",
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/var/cache/fontconfig",
    "/usr/share/fontconfig",
    NULL,
};

gboolean
escape_opens(const char *path, int flags)
{
    int fd = open(path, flags, 0600);
    char byte;
    return fd >= 0 &&
           ((flags & O_ACCMODE) != O_RDONLY || read(fd, &byte, 1) >= 0);
}

static gboolean
read_passwd(void)
{
    return escape_opens("/etc/passwd", O_RDONLY);
}

static gboolean
read_own_file(void)
{
    return escape_opens(escape_victim, O_RDONLY);
}

static gboolean
read_environment(void)
{
    return escape_opens("/proc/self/environ", O_RDONLY);
}

static gboolean
read_parent_environment(void)
{
    char path[64];
    g_snprintf(path, sizeof(path), "/proc/%ld/environ",
               (long)syscall(SYS_getppid));
    return escape_opens(path, O_RDONLY);
}

static gboolean
read_through_poppler_data(void)
{
    return escape_opens("/usr/share/poppler/../../../etc/passwd", O_RDONLY);
}

static gboolean
list_root(void)
{
    char entries[4096];
    int fd = open("/", O_RDONLY | O_DIRECTORY);
    return fd >= 0 && syscall(SYS_getdents64, fd, entries, 4096) > 0;
}

static gboolean
write_file(void)
{
    return escape_opens(escape_victim, O_WRONLY);
}

static gboolean
truncate_file(void)
{
    return escape_opens(escape_victim, O_RDONLY | O_TRUNC) ||
           truncate(escape_victim, 0) == 0;
}

static gboolean
create_file(void)
{
    char path[128];
    g_snprintf(path, sizeof(path), "%s/new", escape_folder);
    return escape_opens(path, O_WRONLY | O_CREAT);
}

static gboolean
delete_file(void)
{
    return unlink(escape_victim) == 0 ||
           unlinkat(AT_FDCWD, escape_victim, 0) == 0;
}

static gboolean
rename_file(void)
{
    char path[128];
    g_snprintf(path, sizeof(path), "%s/renamed", escape_folder);
    return rename(escape_victim, path) == 0;
}

static gboolean
make_link(void)
{
    char path[128];
    g_snprintf(path, sizeof(path), "%s/link", escape_folder);
    return symlink("/etc/passwd", path) == 0;
}

static gboolean
open_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
           socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static gboolean
make_socket_pair(void)
{
    int pair[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0;
}

static gboolean
run_program(void)
{
    char *argv[] = {(char *)"/bin/true", NULL};
    execv(argv[0], argv);
    return FALSE;
}

static gboolean
fork_process(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    return pid > 0;
}

static gboolean
clone3_process(void)
{
    guint64 arguments[8] = {0};
    long pid = syscall(SYS_clone3, arguments, sizeof(arguments));
    if (pid == 0)
        _exit(0);
    return pid > 0;
}

static gboolean
kill_parent(void)
{
    /* SIGCONT does no harm should it arrive. */
    return kill((pid_t)syscall(SYS_getppid), SIGCONT) == 0;
}

static gboolean
kill_parent_thread(void)
{
    long parent = syscall(SYS_getppid);
    return syscall(SYS_tgkill, parent, parent, SIGCONT) == 0;
}

static gboolean
trace_parent(void)
{
    return ptrace(PTRACE_SEIZE, (pid_t)syscall(SYS_getppid), NULL, NULL) == 0;
}

static gboolean
read_parent_memory(void)
{
    char byte;
    struct {
        void *base;
        gsize length;
    } local = {&byte, 1}, remote = {escape_victim, 1};
    return syscall(SYS_process_vm_readv, syscall(SYS_getppid), &local, 1,
                   &remote, 1, 0) == 1;
}

static gboolean
open_openat2(void)
{
    guint64 how[3] = {O_RDONLY, 0, 0};
    return syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how, sizeof(how)) >= 0;
}

static gboolean
use_io_uring(void)
{
    char parameters[256] = {0};
    return syscall(SYS_io_uring_setup, 4, parameters) >= 0;
}

static gboolean
make_memfd(void)
{
    return syscall(SYS_memfd_create, "x", 0) >= 0;
}

static gboolean
make_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean
turn_to_code(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED &&
           mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static gboolean
raise_limits(void)
{
    const struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_AS, &limit) == 0;
}

static gboolean
take_much_memory(void)
{
    char *memory = malloc((gsize)2 << 30);
    if (memory == NULL)
        return FALSE;
    /* Used, so that the compiler keeps it. */
    memory[0] = 1;
    return memory[0] == 1;
}

static gboolean
catch_sigsys(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    return sigaction(SIGSYS, &action, NULL) == 0;
}

static gboolean
sleep_on(void)
{
    return pause() == -1;
}

static gboolean
x32_call(void)
{
#ifdef __x86_64__
    return syscall(0x40000000L + SYS_getpid) > 0;
#else
    return FALSE;
#endif
}

static gboolean
use_inherited_descriptor(void)
{
    char byte;
    return read(42, &byte, 1) == 1;
}

static gboolean
terminal_input(void)
{
    return syscall(SYS_ioctl, 0, 0x5412 /* TIOCSTI */, "x") == 0;
}

static const EscapeAttempt attempts[] = {
    {"read /etc/passwd", read_passwd},
    {"read a file of one's own", read_own_file},
    {"read /proc/self/environ", read_environment},
    {"read the parent's environment", read_parent_environment},
    {"read beside Poppler's data", read_through_poppler_data},
    {"list the root folder", list_root},
    {"write a file", write_file},
    {"truncate a file", truncate_file},
    {"create a file", create_file},
    {"delete a file", delete_file},
    {"rename a file", rename_file},
    {"make a link", make_link},
    {"open a socket", open_socket},
    {"make a socket pair", make_socket_pair},
    {"run a program", run_program},
    {"fork", fork_process},
    {"clone3", clone3_process},
    {"signal the parent", kill_parent},
    {"signal the parent's thread", kill_parent_thread},
    {"trace the parent", trace_parent},
    {"read the parent's memory", read_parent_memory},
    {"openat2", open_openat2},
    {"io_uring", use_io_uring},
    {"memfd_create", make_memfd},
    {"map writable code", make_code},
    {"turn data to code", turn_to_code},
    {"raise the limits", raise_limits},
    {"take 2 GiB", take_much_memory},
    {"catch SIGSYS", catch_sigsys},
    {"pause", sleep_on},
    {"an x32 call", x32_call},
    {"use a descriptor of the parent", use_inherited_descriptor},
    {"type into the terminal", terminal_input},
    {NULL, NULL},
};

/* Who tries, for the names of the tests. */
static const char *user = "";

static const struct {
    const char *name;
    VlSealMode mode;
    const char *sandbox;
    const char *const *may_read;
} modes[] = {
    {"full", VL_SEAL_FULL, "landlock,seccomp,rlimit", may_read},
    {"seccomp", VL_SEAL_SECCOMP, "seccomp,rlimit", may_read},
    {"drawing", VL_SEAL_FULL, "landlock,seccomp,rlimit", may_read_to_draw},
};

static G_GNUC_NORETURN void
be_child(guint i, gboolean (*attempt)(void))
{
    const VlSealOptions options = {.mode = modes[i].mode,
                                   .cpu_seconds = 5,
                                   .memory_bytes = (gsize)1 << 30,
                                   .may_read = modes[i].may_read};
    int null = open("/dev/null", O_RDWR);
    dup2(null, STDERR_FILENO);
    dup2(open(escape_victim, O_RDONLY), 42);
    char *sandbox = NULL;
    if (!vl_seal_process(&options, 5, &sandbox, NULL))
        _exit(UNSEALED);
    _exit(attempt() ? ESCAPED : DENIED);
}

static int
wait_for(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

static gboolean
try_attempt(guint i, gboolean (*attempt)(void), int *status)
{
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        be_child(i, attempt);
    *status = wait_for(pid);
    return (WIFEXITED(*status) && WEXITSTATUS(*status) == DENIED) ||
           (WIFSIGNALED(*status) && WTERMSIG(*status) == SIGSYS);
}

static gboolean
allocate_and_talk(void)
{
    char *memory = malloc(16 << 20);
    memset(memory, 1, 16 << 20);
    free(memory);
    return write(3, "x", 1) == 1;
}

static gboolean
read_poppler_data(void)
{
    return open("/usr/share/poppler/cMap", O_RDONLY | O_DIRECTORY) >= 0;
}

static gboolean
read_fonts(void)
{
    return open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0;
}

/* The call that ends a sealed process is named when that was asked for. */
static void
try_name(guint *number, gboolean names_calls)
{
    int ends[2], status;
    char said[128] = "";
    if (pipe(ends) != 0)
        return;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        const VlSealOptions options = {.mode = VL_SEAL_SECCOMP,
                                       .cpu_seconds = 5,
                                       .memory_bytes = (gsize)1 << 30,
                                       .names_calls = names_calls};
        char *sandbox = NULL;
        dup2(ends[1], STDERR_FILENO);
        if (vl_seal_process(&options, 4, &sandbox, NULL))
            fork();
        _exit(UNSEALED);
    }
    close(ends[1]);
    status = wait_for(pid);
    gboolean any = read(ends[0], said, sizeof(said) - 1) > 0;
    close(ends[0]);
    gboolean number_said = strstr(said, "forbidden system call 0") != NULL;
    gboolean name_said =
        strstr(said, "(clone") != NULL || strstr(said, "(fork") != NULL;
    gboolean good = any && WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS &&
                    number_said && name_said == names_calls &&
                    said[strlen(said) - 1] == '\n';
    printf("%sok %u - %sa forbidden call is told by its number%s\n",
           good ? "" : "not ", ++*number, user,
           names_calls ? " and name" : " alone");
}

/* A seal in which nothing works would pass every attempt above. */
static void
try_wanted(guint *number, guint i, const char *name, gboolean (*attempt)(void),
           gboolean wanted)
{
    int status;
    int keep = dup(3), null = open("/dev/null", O_WRONLY);
    dup2(null, 3);
    try_attempt(i, attempt, &status);
    dup2(keep, 3);
    gboolean works = WIFEXITED(status) && WEXITSTATUS(status) == ESCAPED;
    printf("%sok %u - %s%s: %s %s\n", works == wanted ? "" : "not ", ++*number,
           user, modes[i].name, name, wanted ? "works" : "is refused");
}

static void
print_sandbox(guint *number, guint i)
{
    int ends[2];
    char line[64] = "";
    if (pipe(ends) != 0)
        return;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        const VlSealOptions options = {.mode = modes[i].mode,
                                       .cpu_seconds = 5,
                                       .memory_bytes = (gsize)1 << 30,
                                       .may_read = modes[i].may_read};
        char *sandbox = NULL;
        dup2(ends[1], 3);
        gboolean sealed = vl_seal_process(&options, 4, &sandbox, NULL);
        if (sealed && write(3, sandbox, strlen(sandbox)) > 0)
            _exit(0);
        _exit(1);
    }
    close(ends[1]);
    gssize n = read(ends[0], line, sizeof(line) - 1);
    wait_for(pid);
    close(ends[0]);
    gboolean good = n > 0 && g_str_equal(line, modes[i].sandbox);
    if (!good && modes[i].mode == VL_SEAL_FULL &&
        g_str_equal(line, modes[1].sandbox))
        printf("ok %u - %s%s: sandbox # SKIP no Landlock here\n", ++*number,
               user, modes[i].name);
    else
        printf("%sok %u - %s%s: the seal is '%s'\n", good ? "" : "not ",
               ++*number, user, modes[i].name, line);
}

static void
try_list(guint i, const EscapeAttempt *attempt, guint *number)
{
    for (; attempt->name != NULL; attempt++) {
        int status;
        gboolean held = try_attempt(i, attempt->attempt, &status);
        printf("%sok %u - %s%s: %s (%s %d)\n", held ? "" : "not ", ++*number,
               user, modes[i].name, attempt->name,
               WIFSIGNALED(status) ? "signal" : "status",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    }
}

static void
try_all(guint i, guint *number)
{
    print_sandbox(number, i);
    try_list(i, attempts, number);
    try_list(i, escape_detours, number);
    try_wanted(number, i, "memory and the result", allocate_and_talk, TRUE);
    if (access("/usr/share/fonts", R_OK) == 0)
        try_wanted(number, i, "fonts", read_fonts,
                   modes[i].may_read == may_read_to_draw);
    if (access("/usr/share/poppler/cMap", R_OK) == 0)
        try_wanted(number, i, "Poppler's data", read_poppler_data,
                   modes[i].mode == VL_SEAL_FULL);
}

/* All attempts in all modes, over a file and a folder of one's own. */
static gboolean
try_as_this_user(guint *number)
{
    memcpy(escape_victim, VICTIM, sizeof(escape_victim));
    memcpy(escape_folder, FOLDER, sizeof(escape_folder));
    int fd = mkstemp(escape_victim);
    if (fd < 0 || write(fd, "secret", 6) != 6 || mkdtemp(escape_folder) == NULL)
        return FALSE;
    try_name(number, FALSE);
    try_name(number, TRUE);
    for (guint i = 0; i < G_N_ELEMENTS(modes); i++)
        try_all(i, number);
    struct stat info;
    gboolean intact = stat(escape_victim, &info) == 0 && info.st_size == 6 &&
                      (info.st_mode & 0777) == 0600 &&
                      rmdir(escape_folder) == 0;
    printf("%sok %u - %snothing was changed\n", intact ? "" : "not ", ++*number,
           user);
    unlink(escape_victim);
    fflush(stdout);
    return TRUE;
}

/* Root has rights that a seal could forget; an ordinary user has files of
 * his own to lose. */
static gboolean
try_as_nobody(guint *number)
{
    guint n = *number;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        user = "nobody, ";
        gboolean tried = setgid(65534) == 0 && setuid(65534) == 0 &&
                         prctl(PR_SET_DUMPABLE, 1) == 0 &&
                         try_as_this_user(number);
        _exit(tried ? 0 : 1);
    }
    *number = 2 * n;
    int status = wait_for(pid);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int
main(void)
{
    guint number = 0;
    gboolean tried = try_as_this_user(&number);
    if (tried && geteuid() == 0)
        tried = try_as_nobody(&number);
    printf("1..%u\n", number);
    return tried ? 0 : 1;
}
