#include "config.h"

#include "base/assets.h"

const VlAsset *
vl_asset_find(const char *name)
{
    for (const VlAsset *asset = vl_assets; asset->name != NULL; asset++)
        if (g_str_equal(asset->name, name))
            return asset;
    return NULL;
}
