#pragma once

#include <glib.h>

/* Every string from outside goes through the one function of its sink.  All
 * take valid UTF-8 and append to out; NULL is nothing.  Control characters
 * and line breaks become a space; bidirectional controls, other invisible
 * format characters (but the joiners of Arabic and Indic scripts) and
 * noncharacters are dropped: a file's words cannot reorder, hide or command
 * anything. */

/* HTML text and quoted attribute values alike. */
void vl_escape_html(GString *out, const char *text);

/* Text inside a line of CommonMark or GitHub's Markdown: nothing in it is
 * markup, a link or HTML. */
void vl_escape_markdown(GString *out, const char *text);

/* Text for a terminal or a plain text file; on one line. */
void vl_escape_terminal(GString *out, const char *text);

/* A part of a URL: all but letters, digits, "-._~" and "/" as %XX. */
void vl_escape_url(GString *out, const char *text);

/* Appends HTML: each `$` of the template stands for the next argument, a
 * const char * (NULL is nothing), escaped.  The template is ours and a
 * literal; there must be as many arguments as `$`. */
void vl_html_put(GString *out, const char *template, ...);
