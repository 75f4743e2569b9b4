#pragma once

#include "pubmed/gather.h"

/* From PubMed's XML elements to records: PubmedArticle, PubmedBookArticle,
 * DeleteCitation and the older MedlineCitation. */

void vl_article_reader_init(VlArticleReader *reader, VlRecordFunc func,
                            gpointer data);
void vl_article_reader_clear(VlArticleReader *reader);
