#include "config.h"

#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scope.h"

void
vl_wipe_free(char *text)
{
    if (text == NULL)
        return;
    explicit_bzero(text, strlen(text));
    g_free(text);
}

static gboolean
is_key(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if ((guchar)text[i] <= 0x20 || (guchar)text[i] >= 0x7f)
            return FALSE;
    return n > 0 && n <= VL_SECRET_MAX;
}

VlSecret *
vl_secret_new(const char *text)
{
    if (text == NULL || !is_key(text, strlen(text)))
        return NULL;
    VlSecret *secret = g_new0(VlSecret, 1);
    secret->text = g_strdup(text);
    return secret;
}

void
vl_secret_free(VlSecret *secret)
{
    if (secret == NULL)
        return;
    vl_wipe_free(secret->text);
    g_free(secret);
}

static gboolean
check_owner(const struct stat *info, const char *path, GError **error)
{
    const char *fault = NULL;
    if (!S_ISREG(info->st_mode))
        fault = "it is no file; name a file that holds the key alone";
    else if (info->st_uid != geteuid() && info->st_uid != 0)
        fault = "it belongs to another user";
    else if ((info->st_mode & 077) != 0 && info->st_uid == geteuid())
        fault = "others can read it; run chmod 600 on it";
    else if ((info->st_mode & 007) != 0)
        fault = "everybody can read it; run chmod 600 on it";
    if (fault == NULL)
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                "the key file '%s' is not used: %s", path, fault);
    return FALSE;
}

static VlSecret *
read_line(int fd, const char *path, GError **error)
{
    char buffer[VL_SECRET_MAX + 3] = {0};
    gsize n = 0;
    gssize got = 0;
    while (n < sizeof(buffer) - 1 &&
           (got = read(fd, buffer + n, sizeof(buffer) - 1 - n)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        n += (gsize)got;
    }
    int saved_errno = errno;
    buffer[strcspn(buffer, "\r\n")] = '\0';
    VlSecret *secret = got < 0 ? NULL : vl_secret_new(buffer);
    explicit_bzero(buffer, sizeof(buffer));
    if (got < 0)
        vl_file_set_error(error, saved_errno, "read", path);
    else if (secret == NULL)
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "the key file '%s' holds no key: its first line must be "
                    "the key alone, without blanks",
                    path);
    return secret;
}

VlSecret *
vl_secret_read(const char *path, GError **error)
{
    vl_autofd int fd =
        open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) < 0) {
        vl_file_set_error(error, errno, "read", path);
        return NULL;
    }
    if (!check_owner(&info, path, error))
        return NULL;
    return read_line(fd, path, error);
}

static char *
mask_word(const char *word, const char *text)
{
    GString *out = g_string_new(NULL);
    gsize n = strlen(word);
    for (const char *hit; (hit = strstr(text, word)) != NULL;
         text = hit + n) {
        g_string_append_len(out, text, hit - text);
        g_string_append(out, "***");
    }
    g_string_append(out, text);
    return g_string_free(out, FALSE);
}

char *
vl_secret_mask(const VlSecret *secret, const char *text)
{
    if (secret == NULL || text == NULL)
        return g_strdup(text);
    char *escaped = g_uri_escape_string(secret->text, NULL, FALSE);
    g_autofree char *plain = mask_word(secret->text, text);
    char *masked = mask_word(escaped, plain);
    vl_wipe_free(escaped);
    return masked;
}

static void
blank_word(const char *word, char *bytes, gsize n_bytes)
{
    gsize n = strlen(word);
    char *hit = bytes;
    while ((hit = memmem(hit, n_bytes - (gsize)(hit - bytes), word, n)) !=
           NULL)
        memset(hit, '*', n);
}

void
vl_secret_blank(const VlSecret *secret, char *bytes, gsize n_bytes)
{
    if (secret == NULL || n_bytes == 0)
        return;
    char *escaped = g_uri_escape_string(secret->text, NULL, FALSE);
    blank_word(secret->text, bytes, n_bytes);
    blank_word(escaped, bytes, n_bytes);
    vl_wipe_free(escaped);
}

char *
vl_secret_in_form(const VlSecret *secret, const char *field, const char *form)
{
    if (secret == NULL)
        return g_strdup(form);
    char *escaped = g_uri_escape_string(secret->text, NULL, FALSE);
    char *full = g_strdup_printf("%s%s%s=%s", form, *form != '\0' ? "&" : "",
                                 field, escaped);
    vl_wipe_free(escaped);
    return full;
}
