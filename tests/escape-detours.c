/* Less usual ways out of the seal of veille-pdf.  Test program only. */
#include "config.h"

#include "escape.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static gboolean
make_hard_link(void)
{
    char path[128];
    g_snprintf(path, sizeof(path), "%s/hard", escape_folder);
    return link(escape_victim, path) == 0;
}

static gboolean
change_owner(void)
{
    return chown(escape_victim, getuid(), getgid()) == 0;
}

static gboolean
cut_open_file(void)
{
    return syscall(SYS_ftruncate, 42, 0) == 0;
}

static gboolean
change_times(void)
{
    return syscall(SYS_utimensat, AT_FDCWD, escape_victim, NULL, 0) == 0;
}

static gboolean
write_own_memory_file(void)
{
    return escape_opens("/proc/self/mem", O_RDWR);
}

static gboolean
read_through_proc_root(void)
{
    return escape_opens("/proc/self/root/etc/passwd", O_RDONLY);
}

static gboolean
read_parent_descriptor(void)
{
    char path[64];
    g_snprintf(path, sizeof(path), "/proc/%ld/fd/0",
               (long)syscall(SYS_getppid));
    return escape_opens(path, O_RDONLY);
}

static gboolean
read_device(void)
{
    return escape_opens("/dev/zero", O_RDONLY);
}

static gboolean
run_by_descriptor(void)
{
    char *argv[] = {(char *)"true", NULL}, *none[] = {NULL};
    syscall(SYS_execveat, AT_FDCWD, "/bin/true", argv, none, 0);
    return FALSE;
}

static gboolean
take_parent_descriptor(void)
{
    long pidfd = syscall(SYS_pidfd_open, syscall(SYS_getppid), 0);
    return pidfd >= 0;
}

static gboolean
open_by_handle(void)
{
    struct {
        guint bytes;
        int type;
        char handle[128];
    } name = {128, 0, {0}};
    int mount = 0;
    return syscall(SYS_name_to_handle_at, AT_FDCWD, escape_victim, &name,
                   &mount, 0) == 0;
}

static gboolean
signal_group(void)
{
    return kill(0, SIGCONT) == 0;
}

static gboolean
queue_signal(void)
{
    siginfo_t info = {.si_signo = SIGCONT, .si_code = SI_QUEUE};
    return syscall(SYS_rt_sigqueueinfo, syscall(SYS_getppid), SIGCONT, &info) ==
           0;
}

static gboolean
watch_faults(void)
{
    return syscall(SYS_userfaultfd, 0) >= 0;
}

static gboolean
count_events(void)
{
    char attribute[128] = {0};
    return syscall(SYS_perf_event_open, attribute, 0, -1, -1, 0) >= 0;
}

static gboolean
mount_over(void)
{
    return syscall(SYS_mount, "none", escape_folder, "tmpfs", 0, NULL) == 0;
}

static gboolean
change_root(void)
{
    return syscall(SYS_chroot, "/") == 0;
}

static gboolean
become_another(void)
{
    return syscall(SYS_setresuid, getuid(), getuid(), getuid()) == 0;
}

static gboolean
share_memory(void)
{
    return syscall(SYS_shmget, 0 /* IPC_PRIVATE */, 4096, 01600) >= 0;
}

static gboolean
watch_files(void)
{
    return syscall(SYS_inotify_init1, 0) >= 0;
}

static gboolean
be_dumpable(void)
{
    return syscall(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0) == 0;
}

static gboolean
outlive_parent(void)
{
    return syscall(SYS_prctl, PR_SET_PDEATHSIG, 0, 0, 0, 0) == 0;
}

static gboolean
copy_descriptor(void)
{
    return syscall(SYS_dup2, 42, 2) == 2 ||
           syscall(SYS_dup3, 42, 2, O_CLOEXEC) == 2;
}

static gboolean
own_open_file(void)
{
    return fcntl(42, F_SETOWN, (int)syscall(SYS_getppid)) == 0;
}

static gboolean
load_bpf(void)
{
    char attribute[128] = {0};
    return syscall(SYS_bpf, 0, attribute, sizeof(attribute)) >= 0;
}

static gboolean
make_namespace(void)
{
    return syscall(SYS_unshare, 0x10000000 /* CLONE_NEWUSER */) == 0;
}

static gboolean
take_keys(void)
{
    return syscall(SYS_keyctl, 0, -4, 1) >= 0;
}

static gboolean
make_folder(void)
{
    char path[128];
    g_snprintf(path, sizeof(path), "%s/below", escape_folder);
    return mkdir(path, 0700) == 0;
}

static gboolean
change_mode(void)
{
    return chmod(escape_victim, 0777) == 0;
}

#ifdef __x86_64__
/* A kernel without 32-bit calls answers with a fault. */
static void
on_fault(int number)
{
    (void)number;
    _exit(10 /* denied */);
}

static gboolean
call_as_32_bit(void)
{
    long result = 20 /* getpid */;
    signal(SIGSEGV, on_fault);
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory");
    return result > 0;
}
#endif

const EscapeAttempt escape_detours[] = {
    {"bpf", load_bpf},
    {"unshare", make_namespace},
    {"keyctl", take_keys},
    {"make a folder", make_folder},
    {"change a mode", change_mode},
    {"make a hard link", make_hard_link},
    {"change the owner", change_owner},
    {"cut a file that is open", cut_open_file},
    {"change a file's times", change_times},
    {"write its memory as a file", write_own_memory_file},
    {"read through /proc/self/root", read_through_proc_root},
    {"read the parent's standard input", read_parent_descriptor},
    {"read a device", read_device},
    {"run a program by execveat", run_by_descriptor},
    {"open the parent by pidfd", take_parent_descriptor},
    {"a handle of a file", open_by_handle},
    {"signal its group", signal_group},
    {"queue a signal for the parent", queue_signal},
    {"userfaultfd", watch_faults},
    {"perf_event_open", count_events},
    {"mount", mount_over},
    {"chroot", change_root},
    {"setresuid", become_another},
    {"shared memory", share_memory},
    {"inotify", watch_files},
    {"be dumpable again", be_dumpable},
    {"outlive its parent", outlive_parent},
    {"put a descriptor over another", copy_descriptor},
    {"give a descriptor's signals to the parent", own_open_file},
#ifdef __x86_64__
    {"a 32-bit call", call_as_32_bit},
#endif
    {NULL, NULL},
};
