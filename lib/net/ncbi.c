#include "config.h"

#include "net/ncbi.h"

double
vl_ncbi_per_second(const VlSecret *key, double own)
{
    double usual = key != NULL ? 10 : 3;
    return own > 0 ? own : usual;
}

void
vl_ncbi_limit(VlHttpRequest *request, const VlSecret *key, double own)
{
    request->rate = "ncbi";
    request->per_second = vl_ncbi_per_second(key, own);
    request->secret = key;
}
