#include "config.h"

#include <string.h>

#include "verify/case.h"

/* Which words of the claim the passage has, too.  What it lacks is never
 * made good by what it has. */

static gboolean
is_said(const VlCase *matter, guint i)
{
    for (guint j = 0; j < matter->passage->n; j++)
        if (matter->passage->words[j].length > 0 &&
            vl_sense_same(matter->claim, i, matter->passage, j))
            return TRUE;
    return FALSE;
}

void
vl_check_cover(VlCase *matter)
{
    for (guint i = 0; i < matter->claim->n; i++) {
        if (!vl_sense_is_content(matter->claim, i))
            continue;
        matter->n_content++;
        if (!matter->covered[i])
            matter->covered[i] = is_said(matter, i);
        matter->n_covered += matter->covered[i];
    }
}
