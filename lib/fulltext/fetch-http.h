#pragma once

#include "base/secret.h"
#include "fulltext/fetch.h"
#include "net/http.h"

/* The ladder's questions over the real network: each with its limits, rate
 * and number of attempts.  What is pointed to must outlive the fetches. */
typedef struct {
    VlHttp *http;
    const VlSecret *ncbi_key; /* NULL: none */
    double ncbi_per_second;   /* 0: what NCBI permits */
} VlFetchHttp;

VlFetch vl_fetch_http(VlFetchHttp *over);
