#include "config.h"

#include "pubmed/pubdate.h"

#include <string.h>

#include "base/date.h"

/* A word of letters and digits; *at moves behind it. */
static gboolean
next_word(const char **at, char *word, gsize size, char *before)
{
    const char *p = *at;
    *before = ' ';
    while (*p != '\0' && !g_ascii_isalnum(*p) && (guchar)*p < 0x80)
        *before = *p++;
    const char *start = p;
    while (g_ascii_isalnum(*p) || (guchar)*p >= 0x80)
        p++;
    *at = p;
    g_strlcpy(word, start, MIN(size, (gsize)(p - start) + 1));
    return p > start;
}

/* "1st" of "1st Quart" is no month. */
static int
month_of(const char *word)
{
    gsize digits = strspn(word, "0123456789");
    return digits == 0 || word[digits] == '\0' ? vl_month_number(word) : 0;
}

static int
number_of(const char *word, int least, int most)
{
    if (strspn(word, "0123456789") != strlen(word))
        return 0;
    gint64 number = g_ascii_strtoll(word, NULL, 10);
    return number >= least && number <= most ? (int)number : 0;
}

void
vl_pubdate_read(const char *text, VlPubDate *date)
{
    char word[32], before;
    const char *at = text;
    date->year = date->month = date->day = 0;
    while (next_word(&at, word, sizeof(word), &before)) {
        int year = strlen(word) == 4 ? number_of(word, 1000, 2999) : 0;
        if (year != 0 && date->year != 0)
            return;
        gboolean range = before == '-' || before == '/';
        if (year != 0)
            date->year = year;
        else if (date->month == 0 && date->year != 0 && range)
            return;
        else if (date->month == 0)
            date->month = month_of(word);
        else if (range || date->day != 0)
            return;
        else
            date->day = number_of(word, 1, 31);
    }
}
