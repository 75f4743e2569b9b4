#include "config.h"

#include <string.h>

#include "verify/sense/members.h"

/* The member of the first token with this key. */
static guint
member_of(const VlSense *sense, const guint *members, const char *key)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->words[i].length == strlen(key) &&
            memcmp(sense->words[i].key, key, strlen(key)) == 0)
            return members[i];
    g_assert_not_reached();
}

static void
test_members(void)
{
    g_autoptr(VlSense) sense = vl_sense_new(
        "Zeltin reduced pain in women, and aspirin reduced nausea (in men).",
        "en");
    g_autofree guint *members = vl_sense_members(sense);
    g_assert_cmpuint(member_of(sense, members, "pain"), ==,
                     member_of(sense, members, "women"));
    g_assert_cmpuint(member_of(sense, members, "pain"), <,
                     member_of(sense, members, "aspirin"));
    g_assert_cmpuint(member_of(sense, members, "nausea"), <,
                     member_of(sense, members, "men"));
}

/* A bracket that names nothing parts nothing. */
static void
test_labels(void)
{
    g_autoptr(VlSense) sense = vl_sense_new(
        "Relapse occurred in 9 of 95 (9.5 %) in the zeltin group.", "en");
    g_autofree guint *labels = vl_sense_labels(sense);
    g_assert_cmpuint(member_of(sense, labels, "relapse"), ==,
                     member_of(sense, labels, "zeltin"));
}

/* "A than B (12 % versus 19 %)": 12 % is A's, 19 % is B's. */
static void
test_pairs(void)
{
    g_autoptr(VlSense) sense = vl_sense_new(
        "Relapse was rarer with zeltin than with placebo (12.1% versus "
        "19.4%).",
        "en");
    g_autofree guint *labels = vl_sense_labels(sense);
    vl_members_part_pairs(sense, labels);
    const VlQuantity *one = vl_sense_quantity(sense, 0);
    const VlQuantity *two = vl_sense_quantity(sense, 1);
    g_assert_cmpuint(labels[one->first], ==,
                     member_of(sense, labels, "zeltin"));
    g_assert_cmpuint(labels[two->first], ==,
                     member_of(sense, labels, "placebo"));
    g_assert_cmpuint(labels[one->first], !=, labels[two->first]);
}

static void
test_words(void)
{
    g_autoptr(VlSense) sense = vl_sense_new(
        "The study found that zeltase fell significantly at week 24.", "en");
    for (guint i = 0; i < sense->n; i++) {
        gboolean zeltase = sense->words[i].length == 7 &&
                           memcmp(sense->words[i].key, "zeltase", 7) == 0;
        gboolean week = sense->words[i].length == 4 &&
                        memcmp(sense->words[i].key, "week", 4) == 0;
        if (zeltase)
            g_assert_true(vl_sense_is_thing(sense, i));
        if (vl_sense_has(sense, i, VL_MARK_SIGNIFICANT))
            g_assert_false(vl_sense_is_thing(sense, i));
        g_assert_cmpint(vl_sense_names_time(sense, i), ==, week);
    }
    g_assert_true(vl_sense_is_light(sense, 1));
}

static void
test_time(void)
{
    static const struct {
        const char *text;
        int time;
    } cases[] = {
        {"Scores rose.", VL_TIME_NONE},
        {"Scores rose after surgery.", VL_TIME_AFTER},
        {"Preoperative scores rose.", VL_TIME_BEFORE},
        {"Scores at baseline rose after surgery.", VL_TIME_BOTH},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlSense) sense = vl_sense_new(cases[i].text, "en");
        g_assert_cmpint(vl_sense_place_in_time(sense), ==, cases[i].time);
    }
}

static void
test_numbers(void)
{
    g_autoptr(VlSense) sense = vl_sense_new(
        "Zeltase rose from 15.1 to 23.3 mmol/L in 12 % of patients.", "en");
    const VlQuantity *from = vl_sense_quantity(sense, 0);
    const VlQuantity *to = vl_sense_quantity(sense, 1);
    const VlQuantity *share = vl_sense_quantity(sense, 2);
    g_assert_true(vl_quantity_starts(sense, from));
    g_assert_false(vl_quantity_starts(sense, to));
    g_assert_true(vl_quantity_alike(from, to));
    g_assert_false(vl_quantity_alike(to, share));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/members/members", test_members);
    g_test_add_func("/members/labels", test_labels);
    g_test_add_func("/members/pairs", test_pairs);
    g_test_add_func("/members/words", test_words);
    g_test_add_func("/members/time", test_time);
    g_test_add_func("/members/numbers", test_numbers);
    return g_test_run();
}
