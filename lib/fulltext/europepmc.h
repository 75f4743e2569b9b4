#pragma once

/* Europe PMC's addresses for one article.  Its XML exists for open articles
 * alone (404 otherwise), and only under a PMCID.
 * https://europepmc.org/RestfulWebService */

/* Below the address of the web services: "/PMC1/fullTextXML".  The caller
 * frees. */
char *vl_europepmc_xml_path(const char *pmcid);

/* Below europepmc.org: "/articles/PMC1?pdf=render". */
char *vl_europepmc_pdf_path(const char *pmcid);
