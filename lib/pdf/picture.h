#pragma once

#include <glib.h>

/* The helper's second task: pictures of quotes.  A line a picture goes out,
 * in the order in which they are done:
 *
 *   {"picture":0,"page":4,"page_end":4,"width":880,"height":300,
 *    "marked":true,"ink":true,"texts":["..."],"png":"BASE64"}
 *   {"picture":1,"error":{"code":"not_found","message":"..."}}
 *
 * and the end record of lib/pdf/wire.h last.  "texts" is what the spans hold;
 * "marked" is false where the place of the words on their page is not known
 * (then the whole page is shown); "ink" is false where a marked line shows
 * none: hidden text. */

#define VL_PICTURE_MAX 1000         /* pictures of one file */
#define VL_PICTURE_MAX_SPANS 16     /* of one picture */
#define VL_PICTURE_MAX_PAGES 4      /* of one picture */
#define VL_PICTURE_MAX_LENGTH 20000 /* code points of one picture */

typedef struct {
    int input, output;   /* descriptors; input is taken over */
    guint max_pages;     /* no page beyond is looked at */
    const char *sandbox; /* for the end record */
    GPtrArray *wanted;   /* as vl_picture_parse gives it */
} VlPictureTask;

/* The pictures wanted: "10-20+40-55,7-9" are two, the first one with two
 * spans (code points in the rendering).  NULL: not of this form, or beyond
 * the limits.  The caller unrefs. */
GPtrArray *vl_picture_parse(const char *text);

/* Loads the font of the captions, beside what vl_wire_preload does. */
void vl_picture_preload(void);

/* FALSE: the output could not be written. */
gboolean vl_picture_send(VlPictureTask *task) G_GNUC_WARN_UNUSED_RESULT;
