#include "config.h"

#include "fulltext/europepmc.h"

#include <glib.h>

char *
vl_europepmc_xml_path(const char *pmcid)
{
    return g_strdup_printf("/%s/fullTextXML", pmcid);
}

char *
vl_europepmc_pdf_path(const char *pmcid)
{
    return g_strdup_printf("/articles/%s?pdf=render", pmcid);
}
