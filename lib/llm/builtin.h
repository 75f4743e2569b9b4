#pragma once

#include "model/chunk.h"
#include "model/claim.h"
#include "model/record.h"

/* The provider without a model: every claim is a whole sentence of the
 * document, chosen by its place and its words (schemas/lexicon/LANGUAGE/
 * builtin.txt).  VlClaim in the order of VlClaimKind, verdict EXTRACT, each
 * with one quote; the ids are left to the digest.  *missing: names of claim
 * kinds that were not found (char *); it holds "primary_result" whenever
 * no claim says what became of the primary outcome, so that no conclusion
 * stands without one or the other.  record may be NULL.  The caller owns
 * both. */
GPtrArray *vl_builtin_claims(const VlRecord *record, const VlReading *reading,
                             GPtrArray **missing);
