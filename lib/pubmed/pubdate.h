#pragma once

#include "model/record.h"

/* Reads year, month and day out of a publication date as PubMed prints it:
 * "2016 Jan 5", "2016 01", "2019 Sep/Oct", "1998 Dec-1999 Jan", "1994
 * Sep-Dec", "Winter 2003".  Of a range the first day counts; what is not
 * said stays 0.  NLM sends the same date once in parts and once as one
 * text, so both go through here.  date->text is not touched. */
void vl_pubdate_read(const char *text, VlPubDate *date);
