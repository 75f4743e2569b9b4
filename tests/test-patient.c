#include "config.h"

#include "guard/patient.h"

/* Every number is made up; those that pass are the issuers' own examples. */
static void
test_found(void)
{
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"NISS 85.07.30-033.28", "a Belgian national number (line 1)"},
        {"On admission (85.07.30\xE2\x80\x93""033.28) he",
         "a Belgian national number (line 1)"},
        {"\n\nrijksregister: 17073003384",
         "a Belgian national number (line 3)"},
        {"2 95 10 99 126 111 93", "a French social security number (line 1)"},
        {"vu ce jour 253072B07300470.",
         "a French social security number (line 1)"},
        {"AHV\xC2\xA0""756.9217.0769.85", "a Swiss AHV number (line 1)"},
        {"BSN 111222333", "a Dutch citizen service number (line 1)"},
        {"NHS number: 943 476 5919", "an NHS number (line 1)"},
        {"SSN 123-45-6789", "a US social security number (line 1)"},
        {"Mme X, n\xC3\xA9""e le 12/03/1951", "a date of birth (line 1)"},
        {"n\xC3\xA9(e) le 3 mars 1951", "a date of birth (line 1)"},
        {"DOB: 1951-03-12", "a date of birth (line 1)"},
        {"She was born on March 12, 1951.", "a date of birth (line 1)"},
        {"MRN: 0045871", "the number of a patient's file (line 1)"},
        {"Dossier n\xC2\xB0 4587123",
         "the number of a patient's file (line 1)"},
        {"Patient name: Jane Doe", "the name of a patient (line 1)"},
        {"DOB 12.03.51\nNISS 85073003328\nDOB 12.03.51",
         "a date of birth (line 1), a Belgian national number (line 2)"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *told = vl_patient_find(cases[i].text);
        g_assert_cmpstr(told, ==, cases[i].told);
    }
}

static void
test_nothing(void)
{
    static const char *const cases[] = {
        "",
        "Of 1,204 patients, 85.07% (95% CI 30.1 to 33.28) were born in Lyon.",
        "NISS 85.07.30-033.29",             /* its check digits are wrong */
        "doi:10.1016/85.07.30-033.28",      /* a part of an identifier */
        "Registered as 17073003384.",       /* nobody speaks of a person */
        "PMID 111222333 and 9434765919",
        "grant 123-45-6789",
        "SSN 666-45-6789",
        "IPP 40 mg was given; patients were born before 37 weeks.",
        "The patient name was not recorded.",
        "Born: the story of 12 trials",
        "trial NCT01234567, patient 12 of 34",
        "253072C07300470",
        ("1\xC2\xAD" "2 7\xE2\x80\x8B"),
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *told = vl_patient_find(cases[i]);
        g_assert_cmpstr(told, ==, NULL);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/patient/found", test_found);
    g_test_add_func("/patient/nothing", test_nothing);
    return g_test_run();
}
