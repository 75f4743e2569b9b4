#include "config.h"

#include "verify/clause.h"

/* More or less, and which arm has it. */

static const char *
name_of(int direction)
{
    return direction > 0 ? "more" : "less";
}

/* Is a word near the one the same as one near the other? */
static gboolean
stand_alike(const VlCase *matter, int a, int b)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (int i = MAX(a - 6, 0); i < (int)claim->n && i <= a + 6; i++)
        for (int j = MAX(b - 6, 0); j < (int)passage->n && j <= b + 6; j++)
            if (i != a && j != b &&
                vl_sense_is_content(claim, (guint)i) &&
                vl_sense_is_content(passage, (guint)j) &&
                vl_sense_same(claim, (guint)i, passage, (guint)j))
                return TRUE;
    return FALSE;
}

static void
weigh(VlCase *matter, guint clause, const VlComparison *said,
      const VlComparison *printed)
{
    int sides = vl_comparison_sides(matter, clause, said, printed);
    gboolean same = said->direction == printed->direction;
    if (same && sides < 0) {
        vl_case_note(matter, "arms", VL_RESULT_CONFLICT, VL_AT(said->than),
                     VL_AT(printed->than),
                     "both say %s, but of arms that are swapped",
                     name_of(said->direction));
    } else if (same || sides < 0) {
        vl_case_note(matter, "direction", VL_RESULT_OK, said->where,
                     printed->where, "the passage says so, too");
        if (sides > 0)
            vl_case_note(matter, "arms", VL_RESULT_OK, VL_AT(said->than),
                         VL_NOWHERE, "the arms stand the same way round");
        if (said->than >= 0 && sides == 0)
            vl_case_note(matter, "arms", VL_RESULT_UNDECIDED,
                         VL_AT(said->than), VL_NOWHERE,
                         "which arm has %s is not decided",
                         name_of(said->direction));
    } else if (sides > 0 ||
               ((said->than < 0 || printed->than < 0) && printed->n == 1 &&
                said->n <= 2 && vl_groups_named(matter->passage) < 2 &&
                stand_alike(matter, said->where.first,
                            printed->where.first))) {
        vl_case_note(matter, "direction", VL_RESULT_CONFLICT, said->where,
                     printed->where, "the claim says %s, the passage %s",
                     name_of(said->direction), name_of(printed->direction));
    } else {
        vl_case_note(matter, "direction", VL_RESULT_UNDECIDED, said->where,
                     printed->where, "which side has %s is not decided",
                     name_of(said->direction));
    }
}

/* "No significant difference": more or less is not the point. */
static gboolean
denies_difference(const VlSense *sense, guint clause)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->clauses[i] == clause &&
            vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT))
            return TRUE;
    return FALSE;
}

void
vl_check_direction(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint clause = 0; clause < claim->n_clauses; clause++) {
        VlComparison said = vl_comparison_read(claim, clause, clause);
        if (said.n == 0 || denies_difference(claim, clause))
            continue;
        VlComparison there =
            vl_comparison_read(passage, 0, passage->n_clauses);
        if (there.direction == 0 && there.n > 0) {
            int best = vl_clause_nearest(matter, clause);
            if (best >= 0)
                there = vl_comparison_read(passage, (guint)best,
                                           (guint)best);
        }
        if (said.direction != 0 && there.direction != 0 &&
            said.valued == there.valued)
            weigh(matter, clause, &said, &there);
        else if (said.better != 0 && said.better == -there.better)
            vl_case_note(matter, "direction", VL_RESULT_CONFLICT, said.where,
                         there.where, "the claim says %s, the passage %s",
                         said.better > 0 ? "better" : "worse",
                         said.better > 0 ? "worse" : "better");
        else
            vl_case_note(matter, "direction", VL_RESULT_UNDECIDED,
                         said.where, there.where,
                         "more or less is not decided");
    }
}
