#pragma once

#include <glib.h>

/* Data of a patient in a text that a user wrote or was given: numbers that
 * a country gives to persons, dates of birth, numbers of files.  Names and
 * descriptions in free words are not found, so that nothing found proves
 * nothing. */

/* "a Belgian national number (line 3), a date of birth (line 3)": each kind
 * once, never the number itself; NULL: nothing was found.  The caller
 * frees. */
char *vl_patient_find(const char *text);
