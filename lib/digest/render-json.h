#pragma once

#include <glib.h>

#include "base/json.h"
#include "model/digest.h"

/* Appends digest.json (schemas/digest.schema.json): indented, ended by a
 * newline, the same bytes for the same digest.  The digest was closed by
 * vl_digest_close or read by vl_digest_read_json. */
void vl_digest_write_json(const VlDigest *digest, GString *out);

/* The objects of the digest that other files of veille hold, too; the
 * definitions of these names in schemas/digest.schema.json. */
void vl_json_paper(VlJson *json, const VlPaper *paper);
void vl_json_claim(VlJson *json, const VlClaim *claim);
void vl_json_quote(VlJson *json, const VlQuote *quote);
void vl_json_unread(VlJson *json, const VlUnread *unread);
/* "claims": VlClaim. */
void vl_json_member_claims(VlJson *json, const GPtrArray *claims);
